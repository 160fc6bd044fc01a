// What a page weighs on its way to a phone.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { get } from "./server.mjs";

const KB = 1024;
/** A common phone: 360 CSS pixels wide, two device pixels each. */
const PHONE = { width: 360, density: 2 };

/** The page as sent with brotli, and as text. */
export async function page(port, path) {
  const sent = await get(port, path, { headers: { "accept-encoding": "br" } });
  if (sent.status !== 200) return null;
  const plain = await get(port, path);
  return { brotli: sent.body, plain: plain.body, html: plain.body.toString("utf8") };
}

/** Brotli sizes in KB of the page and of what it loads of the built site. */
export function weigh({ brotli, html }, site) {
  const manifest = JSON.parse(readFileSync(join(site, "manifest.json"), "utf8"));
  const size = (name) => {
    const file = manifest[name];
    return file && html.includes(file) ? statSync(join(site, `${file}.br`)).size / KB : 0;
  };
  return { html: brotli.length / KB, css: size("main.css"), icons: size("ikon.svg"), islands: size("islands.js") + size("islands.wasm") };
}

/** KB of the pictures that a phone loads at once: those that are not lazy, each in the file it picks. */
export async function pictures(port, html) {
  let bytes = 0;
  let count = 0;
  for (const [img] of html.matchAll(/<img\b[^>]*>/g)) {
    if (/loading="lazy"/.test(img)) continue;
    const answer = await get(port, chosen(img));
    if (answer.status !== 200) return null;
    bytes += answer.body.length;
    count += 1;
  }
  return { kb: bytes / KB, count };
}

function chosen(img) {
  const attribute = (name) => new RegExp(` ${name}="([^"]*)"`).exec(img)?.[1];
  const srcset = attribute("srcset");
  if (!srcset) return attribute("src");
  // The last of `sizes` is the one without a condition, for the narrowest screens.
  const size = attribute("sizes")?.split(",").at(-1) ?? "100vw";
  const css = size.endsWith("vw") ? (parseFloat(size) / 100) * PHONE.width : parseFloat(size) * 16;
  const files = srcset.split(",").map((file) => file.trim().split(" ")).map(([url, width]) => ({ url, width: parseInt(width, 10) }));
  return (files.find((file) => file.width >= css * PHONE.density) ?? files.at(-1)).url;
}
