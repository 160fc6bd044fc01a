import { createRequire } from "node:module";
import fs from "node:fs";
import { expect, test, type Page } from "@playwright/test";

const source = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe finds nothing on the page, by the rules of WCAG 2.2 AA and its own best practices. */
export async function expectAccessible(page: Page): Promise<void> {
  const scriptsOff = test.info().project.use.javaScriptEnabled === false;
  const findings = scriptsOff ? await findingsOfCopy(page) : await findingsOn(page);
  expect(findings, `axe on ${new URL(page.url()).pathname}`).toEqual([]);
}

async function findingsOn(page: Page): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async () => {
    // The bars cover whatever is scrolled to their edge, and axe takes half a field for a small one.
    const inFlow = new CSSStyleSheet();
    inFlow.replaceSync(".lantai, .atap { position: static }");
    const before = document.adoptedStyleSheets;
    document.adoptedStyleSheets = [...before, inFlow];
    const { violations } = await (window as any).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    });
    document.adoptedStyleSheets = before;
    return violations.flatMap((rule: any) =>
      rule.nodes.map((node: any) => `${rule.id}: ${node.target.join(" ")} — ${rule.help}`),
    );
  });
}

/**
 * axe waits on timers, which stand still where scripts are off. So it looks at the same HTML at
 * the same address in a window with scripts, where a policy keeps the page's own from running.
 */
async function findingsOfCopy(page: Page): Promise<string[]> {
  const context = await page.context().browser()!.newContext({
    javaScriptEnabled: true,
    viewport: page.viewportSize(),
    storageState: await page.context().storageState(),
    locale: "id-ID",
  });
  try {
    const copy = await context.newPage();
    const body = await page.content();
    await copy.route(page.url(), (route) =>
      route.fulfill({
        body,
        contentType: "text/html; charset=utf-8",
        headers: { "content-security-policy": "script-src 'none'" },
      }),
    );
    await copy.goto(page.url());
    return await findingsOn(copy);
  } finally {
    await context.close();
  }
}

/** Nothing sticks out sideways: the page scrolls in one direction only. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content, `width of ${new URL(page.url()).pathname}`).toBeLessThanOrEqual(screen);
}
