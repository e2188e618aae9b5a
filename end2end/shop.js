// What a client does in the shop, by what the pages show.
import { expect } from "@playwright/test";

// Orders the plan with the panel; ends on the page of the new service.
export async function order(page, { plan, panel, hostName }) {
  await page.goto("/order");
  await page.locator(".offer", { hasText: plan }).getByRole("link").first().click();
  await page.getByText(panel, { exact: true }).click();
  await page.locator("[name=hostname]").fill(hostName);
  await Promise.all([page.waitForURL(/\/services\/\d+$/), page.getByRole("button", { name: /^Order/ }).click()]);
}

// Waits until the service has come to rest. Without a script the page renews itself by its own means.
export async function comeToRest(page, status) {
  await expect(page.locator("h1 ~ .badge, .page__title .badge, .badge").first()).toHaveText(status, { timeout: 30_000 });
}
