// Wakes the islands of a page. build/assets.mjs bundles this with the module that wasm-bindgen
// writes ("islands") into one file, islands-HASH.js, and puts the WASM's hashed name in WASM.
//
// A page with an island has exactly this in its head (names from manifest.json, BASE = the path
// under which the site folder is served):
//
//   <link rel="modulepreload" href="BASE/islands-HASH.js">
//   <link rel="preload" as="fetch" type="application/wasm" crossorigin href="BASE/islands-HASH.wasm">
//   <script type="module" src="BASE/islands-HASH.js"></script>
//
// and a policy with script-src 'self' 'wasm-unsafe-eval' and connect-src 'self'. Nothing is
// inline, so neither a nonce nor a hash of a script is needed. The preload must say `crossorigin`
// (without a value) or the browser fetches the WASM twice. A page without islands has none of the
// three.
import * as islands from "islands";

// Not while the page is still being painted; Safari has no requestIdleCallback.
const whenIdle = window.requestIdleCallback ?? ((task) => setTimeout(task, 1));

whenIdle(async () => {
  await islands.default({ module_or_path: new URL(WASM, import.meta.url) });
  islands.hydrate();
  // In document order, so that an island is awake before the islands among its children; those
  // first get the reactive owner that the outer island left on its <leptos-children>.
  for (const island of document.querySelectorAll("leptos-island")) {
    const wake = islands[island.dataset.component];
    if (!wake) {
      console.error(`no island named ${island.dataset.component}`);
      continue;
    }
    island.parentElement.closest("leptos-children")?.$$on_hydrate?.();
    await wake(island);
  }
  document.documentElement.dataset.islands = "awake";
});
