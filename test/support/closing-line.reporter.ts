/**
 * Ends a test run with one line that any reader understands: "12 passed, 0 failed", and ", 3 skipped" where tests were
 * skipped. What failed outside a test (a file that does not load, an unhandled rejection) counts as failed.
 */
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[], reason: TestRunEndReason): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1;
      if (module.state() === 'failed' && !hasFailedTest(module)) count.failed += 1;
    }
    if (reason === 'failed' && count.failed === 0) count.failed = 1;
    const skipped = count.skipped + count.pending;
    const line = `${count.passed} passed, ${count.failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    // Vitest prints its own summary after this hook; the line must be the last.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
}

function hasFailedTest(module: TestModule): boolean {
  for (const test of module.children.allTests('failed')) if (test.result().state === 'failed') return true;
  return false;
}
