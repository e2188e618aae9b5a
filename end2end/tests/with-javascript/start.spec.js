import { expect, test } from "../../demo.js";

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
