// What a test may ask of the sandbox behind a demo: see what reached the license
// server, move the business clock, break the next calls.
export class Sandbox {
  constructor(url) {
    this.url = url;
  }

  // { licenses, charges, vms, balance, requests, today }
  async state() {
    return this.#send("/sandbox/state");
  }

  async advanceDays(days) {
    return this.#send("/sandbox/clock", { advance_days: days });
  }

  async setFaults(faults) {
    return this.#send("/sandbox/faults", faults);
  }

  async clearFaults() {
    return this.#send("/sandbox/faults", undefined, "DELETE");
  }

  async #send(path, body, method = body ? "POST" : "GET") {
    const options = {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    };
    const reply = await fetch(this.url + path, options);
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${text}`);
    return text && JSON.parse(text);
  }
}
