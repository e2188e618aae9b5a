// An installation without any data, as its operator makes it: a key file, `keypool migrate`, one staff member by
// `keypool user add`, `keypool serve`; and a sandbox beside it that plays the remote systems.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, root, runCommand, secondsToStart, startServer } from "./process.js";
import { Sandbox } from "./sandbox.js";
import { expect, watchful } from "./watchful.js";

export { expect };

export const staff = { login: "anna@provider.test", password: "a-long-enough-password" };

export const test = watchful.extend({
  installation: [
    async ({}, use) => {
      const installation = await install();
      try {
        await use(installation);
      } finally {
        await installation.stop();
      }
    },
    { timeout: 2 * secondsToStart * 1000 },
  ],

  running: async ({ installation }, use) => use(installation),

  baseURL: async ({ installation }, use) => use(installation.url),

  sandbox: async ({ installation }, use) => use(new Sandbox(installation.sandboxUrl)),
});

async function install() {
  const [port, sandboxPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const folder = await mkdtemp(join(tmpdir(), "keypool-installation-"));
  const keyFile = join(folder, "keys");
  await writeFile(keyFile, `1:${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  const env = {
    KEYPOOL__SERVER__LISTEN: `127.0.0.1:${port}`,
    KEYPOOL__SERVER__PUBLIC_URL: url,
    KEYPOOL__SERVER__STATIC_DIR: join(root, "target/site"),
    KEYPOOL__DATABASE__URL: `sqlite://${join(folder, "keypool.db")}`,
    KEYPOOL__SECRETS__KEY_FILE: keyFile,
  };
  await runCommand("keypool", ["migrate"], { env });
  await runCommand(
    "keypool",
    ["user", "add", "--role", "staff", "--login", staff.login, "--name", "Anna", "--password-stdin"],
    { env, input: `${staff.password}\n` },
  );
  const sandbox = await startServer("keypool-sandbox", ["--listen", `127.0.0.1:${sandboxPort}`, "--vm-create-ms", "300"], {
    logFile: join(folder, "sandbox.log"),
    ready: `${sandboxUrl}/sandbox/state`,
  });
  const server = await startServer("keypool", ["serve"], {
    env,
    logFile: join(folder, "server.log"),
    ready: `${url}/readyz`,
  }).catch(async (error) => {
    await sandbox.stop();
    throw error;
  });
  const stop = async () => {
    await server.stop();
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url, sandboxUrl, stop, endOfLog: server.endOfLog };
}
