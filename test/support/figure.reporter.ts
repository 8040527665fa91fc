/** Ends a check's run with the figures that its tests give, on the last line, and how many of the tests passed. */
import type { Reporter, TestModule } from 'vitest/node';

declare module 'vitest' {
  interface TaskMeta {
    /** What the check counted, in words. */
    figure?: string;
  }
}

export default class FigureReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failed = tests.filter((test) => test.result().state !== 'passed').length + unhandledErrors.length;
    const figures = tests.flatMap((test) => test.meta().figure ?? []);
    const line = `${figures.join('; ') || 'no figures'}; ${tests.length} tests, ${failed} failed`;
    // Vitest prints its own summary after this hook; the line must be the last.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
}
