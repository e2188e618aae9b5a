// Pictures of pages, for people to look at: every path in both themes, wide and
// on a phone.
//     node end2end/screenshots.mjs --as staff@demo.test --to /tmp/shots /staff /staff/pool
// takes them from a demo that runs already (`make run`). --as "" stays logged
// out; --password and --url where they are not the demo's; --no-javascript.

import { chromium } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchOptions } from "./browser.js";
import { logIn } from "./people.js";

const { values: options, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: "string", default: "http://127.0.0.1:3000" },
    as: { type: "string", default: "staff@demo.test" },
    password: { type: "string", default: "keypool-demo" },
    to: { type: "string" },
    "no-javascript": { type: "boolean", default: false },
  },
});
if (!options.to || paths.length === 0) {
  console.error("usage: screenshots.mjs [--url URL] [--as LOGIN] [--no-javascript] --to FOLDER PATH...");
  process.exit(2);
}

const context = {
  baseURL: options.url,
  locale: "en-GB",
  timezoneId: "UTC",
  javaScriptEnabled: !options["no-javascript"],
};
await mkdir(options.to, { recursive: true });
const browser = await chromium.launch(launchOptions);
try {
  const storageState = options.as ? await sessionOf({ login: options.as, password: options.password }) : undefined;
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[1440, 900], [390, 844]]) {
      await take({ storageState, colorScheme, viewport: { width, height } });
    }
  }
} finally {
  await browser.close();
}

// Logs in once; every picture is then taken with that session.
async function sessionOf(person) {
  const visit = await browser.newContext(context);
  await logIn(await visit.newPage(), person);
  const state = await visit.storageState();
  await visit.close();
  return state;
}

async function take(look) {
  const visit = await browser.newContext({ ...context, ...look });
  const page = await visit.newPage();
  for (const path of paths) {
    const reply = await page.goto(path, { waitUntil: "load" });
    const name = path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "root";
    const file = join(options.to, `${name}.${look.colorScheme}.${look.viewport.width}.png`);
    await page.screenshot({ path: file, fullPage: true, animations: "disabled" });
    // A page wider than the screen is a fault that a picture hides.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 0);
    const note = wide > look.viewport.width ? `  wider than the screen: ${wide}` : "";
    console.log(`${reply.status()} ${file}${note}`);
  }
  await visit.close();
}
