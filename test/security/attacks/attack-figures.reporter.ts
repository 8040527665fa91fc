/** Ends a run of the attacks with one line: how many, how many refused as intended, how many escaped, and the controls. */
import type { Reporter, TestModule } from 'vitest/node';
import { AttackEnd } from './attack.ts';

export default class AttackFiguresReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const metas = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.meta()));
    const attacks = metas.flatMap(({ attack }) => attack ?? []);
    const held = metas.flatMap(({ control }) => control ?? []);
    const refused = attacks.filter((end) => end === AttackEnd.REFUSED).length;
    const through = held.filter((end) => end === AttackEnd.ESCAPED).length;
    const line = `${attacks.length} attacks, ${refused} refused as intended, ${attacks.length - refused} escapes; ${held.length} controls without their limiter, ${through} got through`;
    if (attacks.length === 0 || refused < attacks.length || through < held.length) process.exitCode = 1;
    // Vitest prints its own summary after this hook; the line must be the last.
    process.once('exit', () => process.stdout.write(`\n${line}\n`));
  }
}
