// A Keypool of its own for each worker: `keypool demo` on free ports with an
// empty folder. Specs import `test` and `expect` from here.
//
// What one spec does to the demo the next one on that worker finds. A spec that
// moves the clock or counts licenses asks for a demo nobody else has:
//     test.use({ demoName: "pool" });

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, secondsToStart, startServer } from "./process.js";
import { Sandbox } from "./sandbox.js";
import { expect, watchful } from "./watchful.js";

export { expect };

export const test = watchful.extend({
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

  running: async ({ demo }, use) => use(demo),

  baseURL: async ({ demo }, use) => use(demo.url),

  sandbox: async ({ demo }, use) => use(new Sandbox(demo.sandboxUrl)),
});

async function start() {
  const [port, sandboxPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const data = await mkdtemp(join(tmpdir(), "keypool-end2end-"));
  const server = await startServer(
    "keypool",
    ["demo", "--listen", `127.0.0.1:${port}`, "--sandbox-listen", `127.0.0.1:${sandboxPort}`, "--data", data],
    { logFile: join(data, "server.log"), ready: `${url}/readyz` },
  );
  const stop = async () => {
    await server.stop();
    await rm(data, { recursive: true, force: true });
  };
  return { url, sandboxUrl, stop, endOfLog: server.endOfLog };
}
