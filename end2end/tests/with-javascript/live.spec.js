import { expect, test } from "../../demo.js";
import { client, logIn } from "../../people.js";
import { order } from "../../shop.js";

test.use({ demoName: "live" });

test("the total follows what is chosen, without a request", async ({ page }) => {
  await logIn(page, client);
  await page.goto("/order");
  await page.locator(".offer", { hasText: "VPS Start" }).getByRole("link").first().click();
  const total = page.locator(".quote");
  await expect(total).toContainText("4.90 EUR");
  await expect(page.getByRole("button", { name: "Update total" })).toBeHidden();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.getByText("ispmanager 6 lite", { exact: true }).click();
  await expect(total).toContainText("11.80 EUR");
  await page.locator("label", { hasText: "3 months" }).first().click();
  await expect(total).toContainText("34.80 EUR");
  await expect(page.getByRole("button", { name: "Order for 34.80 EUR" })).toBeVisible();
  expect(requests).toEqual([]);
});

test("the progress of an order moves by itself", async ({ page }) => {
  await logIn(page, client);
  await order(page, { plan: "VPS Start", panel: "ispmanager 6 lite", hostName: "live.example.com" });
  // A reload would lose this.
  await page.evaluate(() => (window.keptByThePage = true));
  await expect(page.getByRole("button", { name: "Show key" })).toBeVisible({ timeout: 30_000 });
  expect(await page.evaluate(() => window.keptByThePage)).toBe(true);
});
