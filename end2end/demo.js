// A Keypool of its own for each worker: `keypool demo` on free ports with an
// empty folder. Specs import `test` and `expect` from here.
//
// What one spec does to the demo the next one on that worker finds. A spec that
// moves the clock or counts licenses asks for a demo nobody else has:
//     test.use({ demoName: "pool" });

import { test as base, expect } from "@playwright/test";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Sandbox } from "./sandbox.js";

const root = join(import.meta.dirname, "..");
const binary = process.env.KEYPOOL_BINARY ?? join(root, "target/debug/keypool");
const secondsToStart = 60;
const secondsToStop = 15;
const linesOfLog = 25;

export const test = base.extend({
  demoName: ["shared", { option: true, scope: "worker" }],

  demo: [
    // Named only to be depended on: another name makes another worker.
    async ({ demoName: _ }, use) => {
      const demo = await start();
      try {
        await use(demo);
      } finally {
        await demo.stop();
      }
    },
    { scope: "worker", timeout: 2 * secondsToStart * 1000 },
  ],

  baseURL: async ({ demo }, use) => use(demo.url),

  sandbox: async ({ demo }, use) => use(new Sandbox(demo.sandboxUrl)),

  // What the demo wrote last stands beside a failure; its folder is gone afterwards.
  logOfFailure: [
    async ({ demo }, use, testInfo) => {
      await use();
      if (testInfo.status === testInfo.expectedStatus) return;
      console.log(`the demo's log ends with:\n${await demo.endOfLog()}`);
    },
    { auto: true },
  ],

  // A page that throws, or breaks its own content security policy, fails its test.
  page: async ({ page }, use) => {
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) complaints.push(message.text());
    });
    await use(page);
    expect(complaints, "what the page complained about").toEqual([]);
  },
});

export { expect };

async function start() {
  const [port, sandboxPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const data = await mkdtemp(join(tmpdir(), "keypool-end2end-"));
  const logFile = join(data, "server.log");
  const log = await open(logFile, "w");
  const child = spawn(
    binary,
    ["demo", "--listen", `127.0.0.1:${port}`, "--sandbox-listen", `127.0.0.1:${sandboxPort}`, "--data", data],
    { cwd: root, stdio: ["ignore", log.fd, log.fd] },
  );
  const ended = once(child, "exit");
  // A worker that is ended by force takes its demo with it.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);

  const stop = async () => {
    process.off("exit", kill);
    child.kill("SIGTERM");
    const timely = await Promise.race([ended.then(() => true), sleep(secondsToStop * 1000, false)]);
    if (!timely) child.kill("SIGKILL");
    await log.close();
    await rm(data, { recursive: true, force: true });
    if (!timely) throw new Error(`the demo did not stop within ${secondsToStop} s of SIGTERM`);
  };

  const problem = await waitUntilReady(url, child);
  const endOfLog = async () => (await readFile(logFile, "utf8")).split("\n").slice(-linesOfLog).join("\n");
  if (problem) {
    const said = await endOfLog();
    await stop();
    throw new Error(`${problem}; it said:\n${said}`);
  }
  return { url, sandboxUrl, stop, endOfLog };
}

async function waitUntilReady(url, child) {
  const deadline = Date.now() + secondsToStart * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) return `the demo ended with code ${child.exitCode}`;
    const ready = await fetch(`${url}/readyz`).then((reply) => reply.ok, () => false);
    if (ready) return undefined;
    await sleep(50);
  }
  return `the demo was not ready within ${secondsToStart} s`;
}

// All are held open until the last is known, so that no two are the same.
async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
