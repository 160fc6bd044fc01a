// Turns the islands, the styles and public/ into the site folder that the binary serves:
//
//   node build/assets.mjs --out SITE --work DIR --bindgen PROGRAM --cargo CARGO [--strict]
//
// islands  cargo (profile `islands`) -> wasm-bindgen -> wasm-opt -Oz -> one minified module
// scripts  frontend/live.js, amounts.js, orders.js, register.js and push.js, minified: what needs no islands
// worker   frontend/sw.js, minified, with the names of the files that it holds for pages without a network
// styles   app/style/main.css and what it imports -> lightningcss
// public/  copied; names get a hash of the content, except those in FIXED, and the app's manifest names the
//          icons by theirs
//
// Each text-like file gets a .br and a .gz beside it. manifest.json maps a logical name to the
// file's name: {"main.css": "main-1f3a….css", …}. A step whose inputs did not change is skipped.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const ROOT = path.resolve(import.meta.dirname, "..");

// Names that browsers and robots ask for by themselves, so no hash can be in them.
const FIXED = /^(favicon\.ico|robots\.txt|apple-touch-icon\.png|manifest\.webmanifest|sw\.js|\.well-known\/.*)$/;
const COMPRESSIBLE = /\.(css|js|wasm|svg|txt|json|webmanifest|ico|html|xml)$/;
// What design.md §7 allows, brotli bytes.
const BUDGETS = { islands: 120 * 1024, plain: 7 * 1024, css: 12 * 1024, register: 512 };
// Scripts that are no islands: a page loads those that it needs, and together they have a budget of their own.
const SCRIPTS = ["live.js", "amounts.js", "orders.js", "register.js", "push.js", "sw.js"];
// Browsers that know light-dark() need nothing; lightningcss gives the others two variables.
const BROWSERS = { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (4 << 8) };
const TARGET = ["chrome111", "firefox113", "safari16.4"];

const { values: args } = parseArgs({
  options: {
    out: { type: "string" },
    work: { type: "string" },
    bindgen: { type: "string" },
    cargo: { type: "string", default: "cargo" },
    strict: { type: "boolean", default: false },
  },
});

const say = (text) => console.error(`   ${text}`);
const digest = (data) => createHash("sha256").update(data).digest("hex");
const kib = (bytes) => `${(bytes / 1024).toFixed(1)} KiB`;

/** All files under `dir` (relative to the checkout), sorted, without build leftovers. */
function filesUnder(dir) {
  const start = path.join(ROOT, dir);
  if (!fs.existsSync(start)) return [];
  return fs
    .readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** One digest over the names and contents of `files`. */
function digestOf(files) {
  const sum = createHash("sha256");
  for (const file of files) {
    const data = fs.readFileSync(path.resolve(ROOT, file));
    sum.update(`${file}\0${data.length}\0`).update(data);
  }
  return sum.digest("hex");
}

const stateFile = path.join(args.work, "state.json");
const state = fs.existsSync(stateFile) ? JSON.parse(fs.readFileSync(stateFile, "utf8")) : {};

/** Runs `make` unless step `name` was last done with the same inputs and its results exist. */
async function step(name, inputs, results, make) {
  if (state[name] === inputs && results.every((file) => fs.existsSync(file))) return;
  delete state[name];
  await make();
  state[name] = inputs;
  fs.writeFileSync(stateFile, JSON.stringify(state, null, 1));
}

const work = (...name) => path.join(args.work, ...name);

async function islands() {
  const built = work("target/wasm32-unknown-unknown/islands/frontend.wasm");
  const lock = ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "build/assets.mjs"];
  const sources = [
    ...lock,
    ...["frontend", "crates/domain"].flatMap(filesUnder).filter((file) => !file.endsWith(".js")),
  ];
  const toolchain = work("toolchain.sh");
  if (fs.existsSync(toolchain)) sources.push(toolchain);
  await step("wasm", digestOf(sources), [built], () => {
    say("compiling the islands to WebAssembly");
    execFileSync(
      args.cargo,
      "build -p frontend --lib --features hydrate --target wasm32-unknown-unknown --profile islands".split(" "),
      {
        cwd: ROOT,
        stdio: ["ignore", "inherit", "inherit"],
        env: {
          ...process.env,
          CARGO_TARGET_DIR: work("target"),
          // Where a panic happened and what `{:?}` would print is of no use on a phone, and weighs.
          // The two flags are still unstable, hence the first line.
          RUSTC_BOOTSTRAP: "1",
          CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: "--cfg erase_components -Zlocation-detail=none -Zfmt-debug=none",
        },
      },
    );
  });

  const glue = work("bindgen/islands.js");
  const bound = work("bindgen/islands_bg.wasm");
  await step("bindgen", digestOf([built, "build/bindgen/src/main.rs", "build/bindgen/Cargo.lock"]), [glue, bound], () => {
    say("writing the JavaScript of the islands");
    fs.rmSync(work("bindgen"), { recursive: true, force: true });
    execFileSync(args.bindgen, [built, work("bindgen")], { stdio: "inherit" });
  });

  // Leptos brings streams for server functions along, which this site has none of. Without their
  // classes nothing names what they export, and it falls away below.
  const entry = work("bindgen/entry.js");
  const streams = [/^export class IntoUnderlying\w+ \{\n[^]*?^\}\n/gm, /^if \(Symbol\.dispose\) IntoUnderlying.*\n/gm, /^const IntoUnderlying\w+ = [^]*?;\n/gm];
  fs.writeFileSync(entry, streams.reduce((text, part) => text.replace(part, ""), fs.readFileSync(glue, "utf8")));

  const small = work("islands.wasm");
  const tools = ["build/package-lock.json", "build/assets.mjs"];
  await step("wasm-opt", digestOf([bound, entry, "frontend/start.js", ...tools]), [small], async () => {
    say("making the WebAssembly small");
    const pruned = work("pruned.wasm");
    await prune(bound, pruned, await bundle(entry, "islands.wasm"));
    // Functions with one caller stay apart above this size: inlined they compress 4 % worse.
    const inline = ["--one-caller-inline-max-function-size", "25"];
    binaryen("wasm-opt", "--low-memory-unused", "-Oz", "--flatten", "--rereloop", "-Oz", "--converge", ...inline, pruned, "-o", small);
  });

  const wasm = hashed("islands.wasm", fs.readFileSync(small));
  const script = work("islands.js");
  await step("script", digest(wasm + digestOf([glue, entry, "frontend/start.js", ...tools])), [script], async () => {
    fs.writeFileSync(script, await bundle(entry, wasm));
  });
  return { "islands.wasm": fs.readFileSync(small), "islands.js": fs.readFileSync(script) };
}

/** frontend/start.js with the islands of `entry`; it loads the WebAssembly by the name `wasm`. */
async function bundle(entry, wasm) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, "frontend/start.js")],
    write: false,
    alias: { islands: entry },
    define: { WASM: JSON.stringify(wasm) },
    bundle: true,
    minify: true,
    format: "esm",
    target: TARGET,
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** A script of frontend/ as a phone gets it; `define` fills in what it leaves open. */
async function script(name, define = {}) {
  const file = `frontend/${name}`;
  const small = work(name);
  const inputs = digest(JSON.stringify(define) + digestOf([file, "build/package-lock.json", "build/assets.mjs"]));
  await step(name, inputs, [small], async () => {
    const { transform } = await import("esbuild");
    const { code } = await transform(fs.readFileSync(path.join(ROOT, file), "utf8"), { minify: true, format: "esm", target: TARGET, define });
    fs.writeFileSync(small, code);
  });
  return { [name]: fs.readFileSync(small) };
}

/** frontend/sw.js, which holds the files that a page without a network needs. */
function worker(files) {
  const address = (name) => `/aset/${hashed(name, files[name])}`;
  const shell = ["main.css", "ikon.svg", "favicon.svg", "register.js"].filter((name) => files[name]).map(address);
  return script("sw.js", { SHELL: JSON.stringify(shell), ICON: JSON.stringify(address("ikon-192.png")) });
}

/** The app's manifest with the icons' hashed names. */
function webmanifest(data, pictures) {
  const all = JSON.parse(data);
  for (const { icons } of [all, ...all.shortcuts]) {
    for (const icon of icons ?? []) icon.src = `/aset/${pictures[icon.src] ?? icon.src}`;
  }
  return Buffer.from(JSON.stringify(all));
}

function binaryen(program, ...options) {
  // What every browser in BROWSERS has, and rustc has on by default.
  const features = "bulk-memory bulk-memory-opt sign-ext mutable-globals nontrapping-float-to-int reference-types multivalue";
  const enable = features.split(" ").map((name) => `--enable-${name}`);
  execFileSync(process.execPath, [path.join(ROOT, "build/node_modules/binaryen/bin", program), ...enable, ...options], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Leaves of `from` only what the exports reach that `script` names. */
async function prune(from, to, script) {
  const exports = WebAssembly.Module.exports(await WebAssembly.compile(fs.readFileSync(from))).map(({ name }) => name);
  const named = new Set(script.match(/[\w$]+/g));
  const reached = exports.filter((name) => named.has(name));
  const graph = work("graph.json");
  const nodes = exports.map((name) => ({ name, export: name }));
  fs.writeFileSync(graph, JSON.stringify([{ name: "script", root: true, reaches: reached }, ...nodes]));
  binaryen("wasm-metadce", from, "--graph-file", graph, "-o", to);
}

/** main.css with its imports; url("name") of a file in public/ gets that file's hashed name. */
async function styles(pictures) {
  const entry = path.join(ROOT, "app/style/main.css");
  if (!fs.existsSync(entry)) return {};
  const result = work("main.css");
  const inputs = digest(
    JSON.stringify(pictures) + digestOf([...filesUnder("app/style"), "build/assets.mjs", "build/package-lock.json"]),
  );
  await step("styles", inputs, [result], async () => {
    const { bundle } = await import("lightningcss");
    const { code, warnings } = bundle({
      filename: entry,
      minify: true,
      targets: BROWSERS,
      visitor: {
        Url: (url) => (pictures[url.url] ? { ...url, url: pictures[url.url] } : undefined),
      },
    });
    for (const warning of warnings) {
      say(`${warning.loc.filename}:${warning.loc.line}: ${warning.message}`);
    }
    fs.writeFileSync(result, code);
  });
  return { "main.css": fs.readFileSync(result) };
}

function hashed(name, data) {
  if (FIXED.test(name)) return name;
  const { dir, name: stem, ext } = path.parse(name);
  return path.join(dir, `${stem}-${digest(data).slice(0, 12)}${ext}`);
}

/** Puts a file and its compressed siblings in place; an unchanged name is already right. */
function place(name, data, keep) {
  const file = path.join(args.out, name);
  const siblings = COMPRESSIBLE.test(name) ? [".br", ".gz"] : [];
  for (const suffix of ["", ...siblings]) keep.add(name + suffix);
  const settled = fs.existsSync(file) && fs.readFileSync(file).equals(data);
  if (settled && siblings.every((suffix) => fs.existsSync(file + suffix))) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (siblings.length > 0) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    };
    fs.writeFileSync(`${file}.br`, brotliCompressSync(data, { params }));
    fs.writeFileSync(`${file}.gz`, gzipSync(data, { level: 9 }));
  }
  fs.writeFileSync(file, data);
}

/** Prints what a phone downloads and says whether it is within the budgets. */
function weigh(manifest) {
  const brotli = (name) => (manifest[name] ? fs.statSync(path.join(args.out, `${manifest[name]}.br`)).size : 0);
  const [wasm, glue, css] = ["islands.wasm", "islands.js", "main.css"].map(brotli);
  const plain = SCRIPTS.map(brotli).reduce((sum, size) => sum + size);
  const woken = wasm + glue;
  const register = brotli("register.js");
  say(
    `islands ${kib(woken)} (WASM ${kib(wasm)} + JS ${kib(glue)}) of ${kib(BUDGETS.islands)}, ` +
      `other scripts ${kib(plain)} of ${kib(BUDGETS.plain)}, ` +
      `CSS ${kib(css)} of ${kib(BUDGETS.css)}, on every page ${kib(register)} of ${kib(BUDGETS.register)}, brotli`,
  );
  return woken <= BUDGETS.islands && plain <= BUDGETS.plain && css <= BUDGETS.css && register <= BUDGETS.register;
}

fs.mkdirSync(args.work, { recursive: true });
fs.mkdirSync(args.out, { recursive: true });

const files = {};
for (const file of filesUnder("public")) {
  files[path.relative("public", file)] = fs.readFileSync(path.join(ROOT, file));
}
const pictures = Object.fromEntries(Object.entries(files).map(([name, data]) => [name, hashed(name, data)]));
if (files["manifest.webmanifest"]) files["manifest.webmanifest"] = webmanifest(files["manifest.webmanifest"], pictures);
Object.assign(files, await styles(pictures), await islands());
for (const name of SCRIPTS.filter((name) => name != "sw.js")) Object.assign(files, await script(name));
Object.assign(files, await worker(files));

const manifest = {};
const keep = new Set(["manifest.json"]);
for (const [name, data] of Object.entries(files)) {
  manifest[name] = hashed(name, data);
  place(manifest[name], data, keep);
}
// The manifest last and in one move: a server that starts meanwhile finds whole files only.
const listing = JSON.stringify(manifest, Object.keys(manifest).sort(), 1);
fs.writeFileSync(path.join(args.out, "manifest.json.new"), listing);
fs.renameSync(path.join(args.out, "manifest.json.new"), path.join(args.out, "manifest.json"));
for (const entry of fs.readdirSync(args.out, { recursive: true, withFileTypes: true })) {
  const file = path.join(entry.parentPath, entry.name);
  if (entry.isFile() && !keep.has(path.relative(args.out, file))) fs.rmSync(file);
}

if (!weigh(manifest)) {
  say("over the budget of design.md §7");
  if (args.strict) process.exit(1);
}
