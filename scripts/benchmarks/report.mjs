// docs/BENCHMARKS.md.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";

const out = (tool, ...args) => {
  try {
    return execFileSync(tool, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
};

export function machine(database) {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB of memory`;
  const busy = loadavg()[1];
  return [
    `${cpus().length} cores (${cpus()[0].model.trim()}), ${memory}; wrk, pgbench, PostgreSQL and guyub share them`,
    `PostgreSQL ${database.sql("show server_version")}, ${out("rustc", "--version")}, wrk and pgbench of the distribution`,
    `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC, commit ${out("git", "rev-parse", "--short=12", "HEAD")}`,
    `${database.sql("select count(*) from product")} products, ${database.sql("select count(*) from business")} shops, ` +
      `${database.sql("select count(*) from koperasi")} koperasi, ${database.sql("select count(*) from round")} joint purchases; the database takes ${database.sql("select pg_size_pretty(pg_database_size('guyub'))")}`,
    `load of the machine before the run: ${busy.toFixed(1)}${busy > 1 ? " (something else was running: absolute figures are too low, ratios suffer less)" : ""}`,
  ];
}

export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

export const number = (n) => (n >= 100 ? Math.round(n).toLocaleString("en") : n.toFixed(1));
export const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
/** The start of a statement, long enough to find it in the source. */
export const short = (query) => `\`${(query.length > 110 ? `${query.slice(0, 110)}…` : query).replaceAll("`", "'")}\``;
export const verdict = (kept) => (kept === null ? "–" : kept ? "yes" : "**no**");
