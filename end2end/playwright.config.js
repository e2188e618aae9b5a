import { defineConfig } from "@playwright/test";
import { launchOptions } from "./browser.js";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  // The product promises the same answer every time; so do its tests.
  retries: 0,
  // Each worker has a demo of its own (demo.js); two cores carry two of them.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./closing-line.js"]],
  use: {
    browserName: "chromium",
    launchOptions,
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "javascript" },
    // What only a script can do is shown in tests/with-javascript.
    { name: "no-javascript", testIgnore: "**/with-javascript/**", use: { javaScriptEnabled: false } },
  ],
});
