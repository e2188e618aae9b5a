import { expect, test } from "../demo.js";

test("the style sheet arrives compressed and is used", async ({ page }) => {
  const arrives = page.waitForResponse(/\/pkg\/keypool\.css$/);
  await page.goto("/login");
  const style = await arrives;
  expect(style.status()).toBe(200);
  expect(await style.headerValue("content-encoding")).toMatch(/^(br|gzip)$/);
  await expect(page.locator("body")).not.toHaveCSS("font-family", /^"?Times/);
});

test("the login page fits on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/login");
  const box = await page.locator("form:has([name=password])").boundingBox();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
});
