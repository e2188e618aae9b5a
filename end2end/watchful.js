// What every test of pages does: a page that throws, or breaks its own content security policy, fails it, and what
// the server wrote last stands beside a failure.
import { test as base, expect } from "@playwright/test";

export { expect };

export const watchful = base.extend({
  // The server under test: whoever extends this says which.
  running: async ({}, use) => use({ endOfLog: async () => "" }),

  logOfFailure: [
    async ({ running }, use, testInfo) => {
      await use();
      if (testInfo.status === testInfo.expectedStatus) return;
      console.log(`the server's log ends with:\n${await running.endOfLog()}`);
    },
    { auto: true },
  ],

  page: async ({ page }, use) => {
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) complaints.push(message.text());
    });
    await use(page);
    expect(complaints, "what the page complained about").toEqual([]);
  },
});
