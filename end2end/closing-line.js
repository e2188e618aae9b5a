// Ends a run with one line of counts. Playwright's own leaves out the zeros.
export default class ClosingLine {
  onBegin(_config, suite) {
    this.suite = suite;
  }

  onEnd() {
    const counts = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
    for (const test of this.suite.allTests()) counts[test.outcome()] += 1;
    const failed = counts.unexpected + counts.flaky;
    console.log(`playwright: ${counts.expected} passed, ${failed} failed, ${counts.skipped} skipped`);
  }

  printsToStdio() {
    return false;
  }
}
