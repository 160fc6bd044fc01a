// Searching over a Meilisearch server of its own, where the program is on PATH.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { median, openLoop, scratch } from "./load.mjs";
import { freePort, get, sleep } from "./server.mjs";

const MASTER = "a master key only for this run";

export class Meilisearch {
  /** `null` where there is no such program. */
  static version() {
    try {
      return execFileSync("meilisearch", ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return null;
    }
  }

  static async start() {
    const server = new Meilisearch();
    const home = join(scratch, "meilisearch");
    mkdirSync(home);
    server.port = await freePort();
    const args = ["--no-analytics", "--env", "production", "--master-key", MASTER, "--http-addr", `127.0.0.1:${server.port}`];
    server.child = spawn("meilisearch", args, { cwd: home, stdio: "ignore" });
    server.ended = new Promise((done) => server.child.once("exit", done));
    for (;;) {
      if ((await get(server.port, "/health").catch(() => null))?.status === 200) return server;
      if (server.child.exitCode !== null) throw new Error("meilisearch ended at once");
      await sleep(20);
    }
  }

  settings() {
    return { MEILISEARCH_URL: `http://127.0.0.1:${this.port}`, MEILISEARCH_MASTER_KEY: MASTER, MEILISEARCH_PREFIX: "guyub-bench" };
  }

  async kill() {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** Asks until the answer comes from Meilisearch; gives the milliseconds that it took. */
export async function untilItAnswers(port, limit = 900_000) {
  const began = performance.now();
  for (;;) {
    const answer = await get(port, "/api/v1/search?q=emping");
    if (answer.headers["x-guyub-engine"] === "meilisearch") return performance.now() - began;
    if (performance.now() - began > limit) throw new Error("the index is not built");
    await sleep(200);
  }
}

/** Sum and count of a histogram. */
async function spent(port) {
  const text = (await get(port, "/metrics")).body.toString();
  const of = (name) => text.split("\n").filter((line) => line.startsWith(name)).reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
  return { seconds: of("guyub_search_server_seconds_sum"), count: of("guyub_search_server_seconds_count"), tables: of('guyub_searches_total{engine="postgres"}') };
}

/** An open loop, with how long the search server was waited for in it. */
export async function searchesOver(port, paths, load) {
  const before = await spent(port);
  const times = await openLoop(port, paths, load);
  const after = await spent(port);
  const waited = ((after.seconds - before.seconds) * 1000) / times.count;
  return { ...times, waited, asked: (after.count - before.count) / times.count, tables: after.tables - before.tables };
}

/** Milliseconds from a commit until a search finds what it changed, several times. */
export async function lag(port, database) {
  const took = [];
  for (let price = 7_654_321; price < 7_654_321 + 9; price++) {
    database.sql(`update product set price = ${price} where id = (select id from product where state = 'published' and price < 7000000
      and id in (select product_id from listing) and not exists (select from price_tier t where t.product_id = product.id) order by md5(id::text || '${price}') limit 1)`);
    const began = performance.now();
    for (;;) {
      const answer = await get(port, `/api/v1/search?harga_min=${price}&harga_maks=${price}`);
      if (answer.headers["x-guyub-engine"] === "meilisearch" && JSON.parse(answer.body).total > 0) break;
      if (performance.now() - began > 30_000) throw new Error("a change is never found");
      await sleep(5);
    }
    took.push(performance.now() - began);
  }
  return { median: median(took), worst: Math.max(...took) };
}

/** What was loaded is left as it was found. */
export function forget(database) {
  database.sql("delete from search_index");
  database.sql("delete from search_change");
}
