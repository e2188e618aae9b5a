// After an outage of the license server its operations go on by one press.
import { expect, test } from "../demo.js";
import { client, logIn, staff } from "../people.js";
import { order } from "../shop.js";

test.use({ demoName: "retry" });

test("what waited for a remote system goes on together", async ({ page, context, sandbox }) => {
  await sandbox.setFaults([{ function: "soft", what: "http_503", every: true }]);
  await logIn(page, client);
  for (const hostName of ["outage-1.example.com", "outage-2.example.com"]) {
    await order(page, { plan: "VPS Start", panel: "ispmanager 6 lite", hostName });
  }
  await context.clearCookies();
  await logIn(page, staff);
  const waiting = "/staff/operations?state=ready&reason=remote_fault";
  await expect(async () => {
    await page.goto(waiting);
    await expect(page.locator("main tbody tr")).toHaveCount(2, { timeout: 500 });
  }).toPass({ timeout: 40_000 });
  await sandbox.clearFaults();
  await page.locator("main tbody input[type=checkbox]").first().check();
  await page.getByRole("button", { name: "Retry the chosen" }).click();
  await expect(page.getByRole("heading", { name: "Let 1 operation go on?" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await page.goto(waiting);
  await page.getByRole("button", { name: "Retry all 2 that match" }).click();
  await page.getByRole("button", { name: "Let 2 go on" }).click();
  // One that was due just now is at work by itself already.
  await expect(page.locator(".flash")).toHaveText(/^[12] operations? goe?s? on\./);
  await expect(async () => {
    await page.goto("/staff/operations?state=done");
    await expect(page.locator("main tbody tr")).toHaveCount(2, { timeout: 500 });
  }).toPass({ timeout: 40_000 });
});
