// The people a demo begins with, and how each of them comes in.
const password = "keypool-demo";

export const staff = { login: "staff@demo.test", password };
export const client = { login: "client@demo.test", password };
export const client2 = { login: "client2@demo.test", password };

export async function logIn(page, person) {
  await page.goto("/login");
  await Promise.all([page.waitForURL((url) => url.pathname !== "/login"), fillIn(page, person)]);
}

// Sends the form of the login page that is open.
export async function fillIn(page, { login, password }) {
  await page.locator("[name=login]").fill(login);
  await page.locator("[name=password]").fill(password);
  await page.locator("form:has([name=password]) button").click();
}
