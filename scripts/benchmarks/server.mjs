// The binary under measurement, and its database.

import { spawn, execFileSync } from "node:child_process";
import { openSync, readFileSync, realpathSync } from "node:fs";
import { createServer } from "node:net";
import { request } from "node:http";
import { join } from "node:path";

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** One answer, its body as a buffer; `agent` keeps connections. */
export function get(port, path, { headers = {}, agent } = {}) {
  return new Promise((done, fail) => {
    const asked = request({ host: "127.0.0.1", port, path, headers, agent }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on("error", fail);
    });
    asked.on("error", fail).end();
  });
}

/** Nothing of this machine's own settings gets in. */
export function cleanEnv() {
  const foreign = (name) => /^(GUYUB_|MEILISEARCH_|DATABASE_URL$)/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign(name)));
}

export class Server {
  /** Milliseconds from its start to its first answer to `/` are in `startMs`. */
  static async start({ program, site, data, log, args = ["serve"], settings = {} }) {
    const server = new Server();
    server.port = await freePort();
    const env = {
      ...cleanEnv(), GUYUB_DATA: data, GUYUB_SITE: site,
      GUYUB_LISTEN: `127.0.0.1:${server.port}`, ...settings,
    };
    // Its log is written as always, a line for each request.
    const lines = openSync(log, "a");
    const began = performance.now();
    server.child = spawn(program, args, { env, stdio: ["ignore", lines, lines] });
    server.ended = new Promise((done) => server.child.once("exit", done));
    server.child.once("exit", (code) => (server.exit = code ?? "a signal"));
    for (;;) {
      const answer = await get(server.port, "/").catch(() => null);
      if (answer?.status === 200) break;
      if (server.exit !== undefined) throw new Error(`guyub ended with ${server.exit}: ${readFileSync(log, "utf8").slice(-500)}`);
      if (performance.now() - began > 60_000) throw new Error("guyub did not answer within a minute");
      await sleep(3);
    }
    server.startMs = performance.now() - began;
    return server;
  }

  /** Resident memory in MB: now, and at its highest. */
  memory() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, "utf8");
    const mb = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)[1]) / 1024;
    return { now: mb("VmRSS"), most: mb("VmHWM") };
  }

  async stop() {
    this.child.kill("SIGTERM");
    await this.ended;
  }
}

/** The embedded cluster of a data folder, while a server runs on it. */
export class Database {
  constructor(data) {
    const home = realpathSync(join(data, "postgres"));
    this.logFile = join(home, "postgres.log");
    // The fifth line of this file is the folder of the socket.
    this.socket = readFileSync(join(home, "cluster/postmaster.pid"), "utf8").split("\n")[4];
    this.bin = process.env.PGBIN;
  }

  #at(database) {
    return ["-h", this.socket, "-U", "guyub", database];
  }

  run(tool, args, database = "guyub") {
    const text = { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] };
    return execFileSync(join(this.bin, tool), [...args, ...this.#at(database)], text);
  }

  sql(statement, database) {
    return this.run("psql", ["-qXAt", "-v", "ON_ERROR_STOP=1", "-c", statement], database).trim();
  }

  /** Each row's first column. */
  column(statement) {
    return this.sql(statement).split("\n").filter(Boolean);
  }

  /** pgbench's tables, a million accounts, made once. */
  preparePgbench() {
    if (this.sql("select 1 from pg_database where datname = 'pgbench'") === "1") return;
    this.sql("create database pgbench", "postgres");
    this.run("pgbench", ["-i", "-q", "-s", "10"], "pgbench");
  }

  /** Transactions a second: of single-row reads, or with `-N` of simple updates. */
  pgbench(seconds, clients, kind = "-S") {
    const out = this.run("pgbench", [kind, "-M", "prepared", "-n", "-c", clients, "-j", "2", "-T", seconds].map(String), "pgbench");
    return Number(/tps = ([\d.]+)/.exec(out)[1]);
  }
}
