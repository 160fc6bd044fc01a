// Load: as much as goes (wrk), or so many a second whatever the answers take.

import { execFile } from "node:child_process";
import { writeFileSync, mkdtempSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { promisify } from "node:util";

import { get, sleep } from "./server.mjs";

const run = promisify(execFile);
const LUA = fileURLToPath(new URL("paths.lua", import.meta.url));
export const scratch = mkdtempSync(join(tmpdir(), "guyub-bench-"));

export function pathsFile(name, paths) {
  const file = join(scratch, `${name}.txt`);
  writeFileSync(file, `${paths.join("\n")}\n`);
  return file;
}

/** Requests a second by `connections` at once; every answer must be a 200. */
export async function wrk(port, paths, { seconds, connections, brotli = false }) {
  const headers = brotli ? ["-H", "Accept-Encoding: br"] : [];
  const { stdout } = await run("wrk", [
    "-t2", `-c${connections}`, `-d${seconds}s`, ...headers, "-s", LUA, `http://127.0.0.1:${port}`, "--", paths,
  ]);
  const wrong = /Non-2xx.*|Socket errors.*/.exec(stdout);
  if (wrong) throw new Error(`wrk: ${wrong[0]}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
}

/**
 * Asks for `paths` one after the other at `rate` a second, also while earlier answers are still
 * awaited. A time counts from the moment when the request was due.
 */
export async function openLoop(port, paths, { rate, seconds }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const took = [];
  let failed = 0;
  const began = performance.now();
  const waiting = [];
  for (let n = 0; n < rate * seconds; n++) {
    const due = began + (n * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    // A timer that fires late is the generator's fault, not the server's.
    const since = Math.max(due, performance.now() - 1);
    const answered = get(port, paths[n % paths.length], { agent }).then(
      (answer) => (answer.status === 200 ? took.push(performance.now() - since) : failed++),
      () => failed++,
    );
    waiting.push(answered);
  }
  await Promise.all(waiting);
  agent.destroy();
  took.sort((a, b) => a - b);
  const mean = took.reduce((sum, t) => sum + t, 0) / took.length;
  return { mean, p50: quantile(took, 0.5), p95: quantile(took, 0.95), p99: quantile(took, 0.99), count: took.length, failed };
}

export const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
export const median = (values) => quantile([...values].sort((a, b) => a - b), 0.5);
