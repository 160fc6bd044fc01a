import { test as base, expect } from "@playwright/test";

/** What a page must never do while a test looks at it. */
export interface Complaints {
  /** Errors in the console, uncaught exceptions, answers of 500 and above, in order. */
  list: string[];
  /** Takes back complaints that the test provoked on purpose. */
  forgive(pattern: RegExp): void;
}

/** As Playwright's `test`, and each test fails if its pages complained. */
export const test = base.extend<{ complaints: Complaints }>({
  complaints: [
    async ({ context }, use) => {
      const list: string[] = [];
      const complaints: Complaints = {
        list,
        forgive(pattern) {
          list.splice(0, list.length, ...list.filter((line) => !pattern.test(line)));
        },
      };
      context.on("console", (message) => {
        // A refused form answers 422 and an unknown page 404: Chromium calls both an error.
        const expected = /status of (401|403|404|409|422|429)/.test(message.text());
        if (message.type() === "error" && !expected) list.push(`console: ${message.text()}`);
      });
      context.on("weberror", (error) => {
        // Chromium drops a page's cross-fade when the next page comes first, and rejects a promise
        // that no script of ours ever saw.
        const dropped = /^(AbortError: |InvalidStateError: )?Transition was (aborted|skipped)/.test(error.error().message);
        if (!dropped) list.push(`exception: ${error.error().message}`);
      });
      context.on("response", (response) => {
        if (response.status() >= 500) list.push(`${response.status()} ${response.url()}`);
      });
      await use(complaints);
      expect(list, "complaints of the browser").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
