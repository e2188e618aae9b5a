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

test.describe("with JavaScript", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "there is nothing to start");

  test("the browser part arrives compressed and starts without a complaint", async ({ page }) => {
    const script = page.waitForResponse(/\/pkg\/keypool\.js$/);
    const module = page.waitForResponse(/\/pkg\/keypool_bg\.wasm$/);
    await page.goto("/login");
    for (const part of [await script, await module]) {
      expect(part.status()).toBe(200);
      expect(await part.headerValue("content-encoding")).toMatch(/^(br|gzip)$/);
    }
    expect(await (await module).headerValue("content-type")).toBe("application/wasm");
    // Compiled, run and idle: whatever it has to complain about it has said by then.
    const started = await page.evaluate(async () => {
      const loaded = await import("/pkg/keypool.js");
      await loaded.default({ module_or_path: "/pkg/keypool_bg.wasm" });
      return typeof loaded.hydrate;
    });
    expect(started).toBe("function");
  });
});
