// A process of ours for a test: started on a free port, with its log in a file, and stopped with the test.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const root = join(import.meta.dirname, "..");
const binaries = { keypool: process.env.KEYPOOL_BINARY, "keypool-sandbox": process.env.KEYPOOL_SANDBOX_BINARY };
export const secondsToStart = 60;
const secondsToStop = 15;
const linesOfLog = 25;

const pathOf = (name) => binaries[name] ?? join(root, "target/debug", name);

// Starts a server and waits until `ready` answers.
export async function startServer(name, args, { logFile, ready, env = {} }) {
  const log = await open(logFile, "w");
  const child = spawn(pathOf(name), args, {
    cwd: root,
    stdio: ["ignore", log.fd, log.fd],
    env: { ...process.env, ...env },
  });
  const ended = once(child, "exit");
  // A worker that is ended by force takes its servers with it.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);

  const endOfLog = async () => (await readFile(logFile, "utf8")).split("\n").slice(-linesOfLog).join("\n");
  const stop = async () => {
    process.off("exit", kill);
    child.kill("SIGTERM");
    const timely = await Promise.race([ended.then(() => true), sleep(secondsToStop * 1000, false)]);
    if (!timely) child.kill("SIGKILL");
    await log.close();
    if (!timely) throw new Error(`${name} did not stop within ${secondsToStop} s of SIGTERM`);
  };

  const problem = await waitUntilReady(name, ready, child);
  if (problem) {
    const said = await endOfLog();
    await stop();
    throw new Error(`${problem}; it said:\n${said}`);
  }
  return { stop, endOfLog };
}

// Runs a command to its end and returns what it printed.
export async function runCommand(name, args, { env = {}, input = "" } = {}) {
  const child = spawn(pathOf(name), args, { cwd: root, env: { ...process.env, ...env } });
  let printed = "";
  child.stdout.on("data", (part) => (printed += part));
  child.stderr.on("data", (part) => (printed += part));
  child.stdin.end(input);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${name} ${args.join(" ")} ended with code ${code}:\n${printed}`);
  return printed;
}

async function waitUntilReady(name, url, child) {
  const deadline = Date.now() + secondsToStart * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) return `${name} ended with code ${child.exitCode}`;
    const ready = await fetch(url).then((reply) => reply.ok, () => false);
    if (ready) return undefined;
    await sleep(50);
  }
  return `${name} was not ready within ${secondsToStart} s`;
}

// All are held open until the last is known, so that no two are the same.
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
