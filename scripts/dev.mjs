// Builds what changed, starts the demo again and reloads every page that is open.
//
// A proxy stands before the demo: a request waits while the server is being built, and each page gets a script that
// listens for the next reload. Nothing of this is in the server itself.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import http from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const port = 3000;
const serverPort = 3001;
const sandboxPort = 3100;
const sources = ["app", "frontend", "migrations", "server", "style", "Cargo.toml"];
// An editor saves in several steps: they are one change.
const quietMilliseconds = 200;
const reloadScript = `new EventSource("/dev/events").onmessage = () => location.reload();`;

const open = new Set();
let server;
let ready = false;
let changed = new Set(["server", "style"]);
let building = false;
let timer;

for (const source of sources) {
  watch(source, { recursive: true }, (_, file) => noticed(source, file ?? ""));
}
http.createServer(handle).listen(port, "127.0.0.1");
process.on("SIGINT", () => void stopServer().then(() => process.exit(0)));
process.on("SIGTERM", () => void stopServer().then(() => process.exit(0)));
await build();

function noticed(source, file) {
  if (file.endsWith("~") || file.includes(".sw")) return;
  changed.add(source);
  clearTimeout(timer);
  timer = setTimeout(build, quietMilliseconds);
}

async function build() {
  if (building) return;
  building = true;
  while (changed.size > 0) {
    const now = changed;
    changed = new Set();
    const isStyleOnly = [...now].every((source) => source === "style");
    if (isStyleOnly) {
      if (await run("scripts/build-css.sh")) reload();
    } else if ((await run("cargo", "build", "-p", "server", "--bin", "keypool")) && (await run("scripts/build-css.sh"))) {
      await restart();
      reload();
      // It takes longer than the server, and most pages do not need it.
      if (changed.size === 0 && (await run("scripts/build-wasm.sh"))) reload();
    }
  }
  building = false;
}

async function run(...command) {
  const child = spawn(command[0], command.slice(1), { stdio: "inherit" });
  const [code] = await once(child, "exit");
  if (code !== 0) console.log(`\n==> ${command[0]} ended with code ${code}: mend it and save\n`);
  return code === 0;
}

async function restart() {
  await stopServer();
  const listen = ["--listen", `127.0.0.1:${serverPort}`, "--sandbox-listen", `127.0.0.1:${sandboxPort}`];
  server = spawn("target/debug/keypool", ["demo", ...listen, "--data", "./data"], { stdio: "inherit" });
  while (server.exitCode === null && !ready) {
    ready = await fetch(`http://127.0.0.1:${serverPort}/readyz`).then((reply) => reply.ok, () => false);
    if (!ready) await sleep(50);
  }
  if (ready) console.log(`\n==> http://127.0.0.1:${port} reloads by itself\n`);
}

async function stopServer() {
  ready = false;
  if (!server || server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

function reload() {
  for (const page of open) page.write("data: reload\n\n");
}

async function handle(request, answer) {
  if (request.url === "/dev/reload.js") {
    answer.writeHead(200, { "content-type": "text/javascript" }).end(reloadScript);
  } else if (request.url === "/dev/events") {
    answer.writeHead(200, { "content-type": "text/event-stream" });
    answer.write(": waiting\n\n");
    open.add(answer);
    request.on("close", () => open.delete(answer));
  } else {
    while (!ready) await sleep(100);
    pass(request, answer);
  }
}

// Hands a request on; a page comes back with the script that reloads it.
function pass(request, answer) {
  const headers = { ...request.headers, "accept-encoding": "identity" };
  const { method, url: path } = request;
  const onward = http.request({ host: "127.0.0.1", port: serverPort, method, path, headers }, (reply) => {
    const isPage = (reply.headers["content-type"] ?? "").startsWith("text/html");
    const { "content-length": length, ...rest } = reply.headers;
    answer.writeHead(reply.statusCode, isPage ? rest : reply.headers);
    if (!isPage) return void reply.pipe(answer);
    const parts = [];
    reply.on("data", (part) => parts.push(part));
    reply.on("end", () => {
      const page = Buffer.concat(parts).toString("utf8");
      answer.end(page.replace("</body>", `<script src="/dev/reload.js"></script></body>`));
    });
  });
  onward.on("error", (error) => answer.writeHead(502).end(`the server did not answer: ${error.message}`));
  request.pipe(onward);
}
