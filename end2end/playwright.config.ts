import { defineConfig } from "@playwright/test";

// Four ways to meet the market: a phone or a desk, with scripts or without. Most tests run in
// two of them, which together cover both widths and both ways; tags say otherwise:
//
//   (no tag)   phone, desk-plain
//   @scripts   only where scripts run            @plain    only where they do not, both widths
//   @narrow    only at 360 px, both ways         @wide     only at 1280 px, both ways
//   @all       all four
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
const desk = { viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  // A test that fails and then passes is told as flaky: it wants mending, but it does not stop a release.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/report.json" }]],
  use: {
    baseURL: process.env.GUYUB_URL ?? "http://127.0.0.1:3000",
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
    // Pages come from the server; installable.spec.ts is about what comes without it.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.GUYUB_BROWSER ?? "/usr/bin/chromium",
      // As root Chromium needs --no-sandbox; the rest keeps it from calling home.
      args: [
        "--no-sandbox",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "phone", use: phone, grepInvert: /@plain|@wide/ },
    { name: "desk-plain", use: { ...desk, javaScriptEnabled: false }, grepInvert: /@scripts|@narrow/ },
    { name: "desk", use: desk, grep: /@all|@wide/, grepInvert: /@plain|@narrow/ },
    {
      name: "phone-plain",
      use: { ...phone, javaScriptEnabled: false },
      grep: /@all|@narrow|@plain/,
      grepInvert: /@scripts|@wide/,
    },
  ],
});
