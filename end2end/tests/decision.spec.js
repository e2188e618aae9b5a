// A purchase that got no clear answer: a person sees what each decision does, and decides.
import { expect, test } from "../demo.js";
import { client, logIn, staff } from "../people.js";
import { order } from "../shop.js";

// The settle time passes by the machine's clock.
test.describe.configure({ timeout: 180_000 });
test.use({ demoName: "decision" });

test("a purchase without an answer is decided by a person, and ordered once more", async ({ page, context, sandbox }) => {
  await sandbox.setFaults([{ function: "soft.order.param", what: "close_before" }]);
  await logIn(page, client);
  await order(page, { plan: "VPS Start", panel: "ispmanager 6 lite", hostName: "undecided.example.com" });
  await context.clearCookies();
  await logIn(page, staff);
  await expect(async () => {
    await page.goto("/staff/tasks");
    await expect(page.locator("main tbody tr")).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 150_000 });
  await page.getByRole("link", { name: "Decide", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Decide the purchase" })).toBeVisible();
  const before = (await sandbox.state()).charges.length;

  for (const [summary, asked] of [
    ["It is another license", "Which license is it?"],
    ["It was not bought: order again", "Order again?"],
    ["Give up", "Give up this operation?"],
  ]) {
    await page.locator("summary", { hasText: summary }).click();
    await expect(page.getByRole("heading", { name: asked })).toBeVisible();
  }
  const again = page.locator(".confirm", { hasText: "Order again?" });
  await expect(again).toContainText("56.70 EUR");
  await expect(again).toContainText("two licenses are paid for");
  // Giving up needs a word to the next person; without it nothing is decided.
  await page.locator("#more-give-up").getByRole("button", { name: "Give up" }).click();
  await expect(page.locator(".field__error")).toBeVisible();
  await page.locator("summary", { hasText: "order again" }).click();
  await page.getByRole("button", { name: "It was not bought: order again" }).click();
  await expect(page.locator(".flash")).toHaveText("Decided; the operation goes on.");
  await expect(async () => {
    await page.goto("/staff/operations?state=done");
    await expect(page.locator("main tbody tr")).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 40_000 });
  const after = await sandbox.state();
  expect(after.charges).toHaveLength(before + 1);
  expect(after.licenses.filter((license) => license.licname.includes("undecided.example.com"))).toHaveLength(1);
});
