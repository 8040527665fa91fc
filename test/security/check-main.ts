/** Runs one of the security checks in full: `node test/security/check-main.ts fuzz --runs 100000 --seed 7`. */
import { parseArgs } from 'node:util';
import { startVitest } from 'vitest/node';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const [check] = positionals;
if (check !== 'canary' && check !== 'fuzz' && check !== 'guards')
  throw new Error('Say which check: canary, fuzz or guards.');

process.env['CHECK'] = 'whole';
if (values.runs !== undefined) process.env['FUZZ_RUNS'] = values.runs;
if (values.only !== undefined) process.env['GUARD'] = values.only;
if (values.seed !== undefined) process.env['FUZZ_SEED'] = values.seed;
// it ends the process with 1 when a test fails
const vitest = await startVitest('test', [`test/security/${check}/`], {
  watch: false,
  project: [check === 'guards' ? 'guards' : 'security'],
  reporters: ['default', './test/support/figure.reporter.ts'],
});
await vitest.exit();
