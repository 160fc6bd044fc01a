// What PostgreSQL does for each page: its own plans of the very statements that the server sends,
// by the module auto_explain, which only this database is told to load.

import { closeSync, fstatSync, openSync, readSync } from "node:fs";

import { get, sleep } from "./server.mjs";
import { median } from "./load.mjs";

const EXPLAIN = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_timing": "off",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_format": "json",
};

/** New connections explain every statement into the log; without `on` they do no more. */
export function explain(database, on) {
  for (const [name, value] of Object.entries(EXPLAIN)) {
    database.sql(on ? `alter database guyub set ${name} = '${value}'` : `alter database guyub reset ${name}`);
  }
}

/** The statements of each page with their median milliseconds and 8 KB blocks, the slowest first. */
export async function plans(port, log, pages) {
  const idle = await logged(log, () => sleep(3000));
  const background = new Set(idle.map((plan) => plan.query));
  const out = [];
  for (const [name, paths] of Object.entries(pages)) {
    const seen = await logged(log, async () => {
      for (const path of paths) await get(port, path);
    });
    const byQuery = new Map();
    for (const plan of seen) {
      if (!background.has(plan.query)) byQuery.set(plan.query, [...(byQuery.get(plan.query) ?? []), plan]);
    }
    const rows = [...byQuery].map(([query, all]) => ({
      page: name, query,
      ms: median(all.map((plan) => plan.ms)), worst: Math.max(...all.map((plan) => plan.ms)),
      blocks: median(all.map((plan) => plan.blocks)), times: all.length / paths.length,
    }));
    out.push(...rows.sort((a, b) => b.ms - a.ms));
  }
  return out;
}

async function logged(log, work) {
  const file = openSync(log, "r");
  const from = fstatSync(file).size;
  await work();
  await sleep(300);
  const text = Buffer.alloc(fstatSync(file).size - from);
  readSync(file, text, 0, text.length, from);
  closeSync(file);
  return [...text.toString("utf8").matchAll(/duration: ([\d.]+) ms {2}plan:\s*\n((?:\t.*\n?)+)/g)].map(([, ms, json]) => {
    const { "Query Text": query, Plan: plan } = JSON.parse(json.replaceAll("\n\t", "\n"));
    return { ms: Number(ms), query: query.replace(/\s+/g, " ").trim(), blocks: plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] };
  });
}
