// Joint purchases under load: `guyub burden` builds a koperasi of ten thousand members in the market, and
// what it leaves there is taken away again, so that the next run measures the same market.

import { execFileSync } from "node:child_process";

import { cleanEnv } from "./server.mjs";

const SLUG = "koperasi-uji-beban";

/** One run; its line of JSON. A server runs on the same data meanwhile. */
export function burden({ program, site, data }, ...args) {
  const env = { ...cleanEnv(), GUYUB_DATA: data, GUYUB_SITE: site, GUYUB_LOG_LEVEL: "warn", GUYUB_CONNECTIONS: "20" };
  const out = execFileSync(program, ["burden", ...args.map(String)], { env, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(out);
}

/** Journals and pledges refuse to go, so the triggers are off in this one session. */
export function clear(database) {
  const own = `(select id from koperasi where slug = '${SLUG}')`;
  const books = `(select id from ledger_book where koperasi_id in ${own})`;
  const accounts = `(select id from ledger_account where book_id in ${books})`;
  const rounds = `(select id from round where koperasi_id in ${own})`;
  const people = `(select account_id from membership where koperasi_id in ${own})`;
  const gone = [
    ["journal_line", `account_id in ${accounts}`], ["ledger_balance", `account_id in ${accounts}`],
    ["charge", `koperasi_id in ${own}`], ["journal", `book_id in ${books}`],
    ["ledger_role", `book_id in ${books}`], ["ledger_account", `book_id in ${books}`],
    ["document_number", `owner_id in ${own} or owner_id in ${books}`], ["ledger_book", `koperasi_id in ${own}`],
    ["allocation", `round_id in ${rounds}`], ["receipt", `round_id in ${rounds}`], ["purchase_order", `round_id in ${rounds}`],
    ["pledge_change", `pledge_id in (select id from pledge where round_id in ${rounds})`], ["pledge", `round_id in ${rounds}`],
    ["job", `kind = 'round_due' and (payload ->> 'round')::uuid in ${rounds}`],
    ["round_koperasi", `round_id in ${rounds}`], ["round", `koperasi_id in ${own}`],
    ["offer_tier", `offer_id in (select id from offer where koperasi_id in ${own})`], ["offer", `koperasi_id in ${own}`],
    ["audit", `koperasi_id in ${own}`], ["idempotency", `account_id in ${people}`], ["notice", `account_id in ${people}`],
  ];
  const statements = gone.map(([table, where]) => `delete from ${table} where ${where};`).join("\n");
  const last = `
    create temp table people as select account_id as id from membership where koperasi_id in ${own};
    delete from membership where koperasi_id in ${own};
    delete from koperasi where slug = '${SLUG}';
    delete from account where id in (select id from people);`;
  database.sql(`set session_replication_role = replica;\n${statements}\n${last}`);
  database.sql("vacuum analyze pledge, pledge_change, allocation, charge, journal, journal_line, notice, idempotency");
}
