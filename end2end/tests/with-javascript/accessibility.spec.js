import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../../demo.js";
import { client, logIn, staff } from "../../people.js";
import { comeToRest, order } from "../../shop.js";

// Each walk has a demo of its own.
test.describe.configure({ mode: "parallel" });

// One of each kind of page is enough: numbers and keys in an address make no new kind.
const kind = (path) => path.replace(/\/[0-9a-f]{8}-[0-9a-f-]{27,}/g, "/key").replace(/\/\d+/g, "/1");

// Follows every link from a page and yields one address of each kind of page.
async function* pagesFrom(page, start) {
  const ahead = [start];
  const seen = new Set([kind(start)]);
  while (ahead.length > 0) {
    const path = ahead.shift();
    await page.goto(path);
    yield path;
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    for (const link of links.map((href) => href.split(/[?#]/)[0])) {
      if (!seen.has(kind(link))) {
        seen.add(kind(link));
        ahead.push(link);
      }
    }
  }
}

for (const colorScheme of ["light", "dark"]) {
  for (const [name, person, start] of [
    ["staff", staff, "/staff"],
    ["clients", client, "/services"],
  ]) {
    test(`no page of ${name} has a serious or critical violation in the ${colorScheme} theme`, async ({ browser, demo }) => {
      test.setTimeout(240_000);
      // axe is itself a script; pages without one are the same HTML.
      const context = await browser.newContext({ baseURL: demo.url, colorScheme, javaScriptEnabled: true });
      const page = await context.newPage();
      await logIn(page, client);
      await order(page, { plan: "VPS Start", panel: "ispmanager 6 lite", hostName: `axe-${colorScheme}.example.com` });
      await comeToRest(page, "Active");
      await page.getByRole("button", { name: "Log out" }).click();
      await logIn(page, person);
      let pages = 0;
      for await (const path of pagesFrom(page, start)) {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
        expect.soft(told, path).toEqual([]);
        pages += 1;
      }
      expect(pages, "pages were found by their links").toBeGreaterThan(5);
      await context.close();
    });
  }
}
