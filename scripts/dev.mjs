// Builds and serves again whenever a source file is saved. A build that fails leaves the last
// good server running.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const watched = ["app", "crates", "frontend", "migrations", "public", "server"];
const ignored = /(^|\/)(node_modules|\.|target\/)|~$|\.sw.$/;

let server = null;
let building = false;
let again = false;

const run = (program, args) =>
  new Promise((done) => spawn(program, args, { cwd: root, stdio: "inherit" }).on("exit", (code) => done(code)));

const ended = (child) => new Promise((done) => (child.exitCode !== null ? done() : child.once("exit", done)));

async function rebuild() {
  if (building) return void (again = true);
  building = true;
  do {
    again = false;
    if ((await run("scripts/build", [])) === 0) {
      if (server) {
        server.kill("SIGTERM");
        await ended(server);
      }
      server = spawn("scripts/run", [], { cwd: root, stdio: "inherit" });
    }
  } while (again);
  building = false;
}

let timer;
for (const dir of watched) {
  fs.watch(path.join(root, dir), { recursive: true }, (_, name) => {
    if (name && ignored.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(rebuild, 200);
  });
}
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, async () => {
    if (server) {
      server.kill("SIGTERM");
      await ended(server);
    }
    process.exit(0);
  });
}
rebuild();
