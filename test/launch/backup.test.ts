/** Backup and restore as an operator does them, from the built program, with embedded databases. */
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { builtServer } from '../support/build.ts';
import { makeFolder, runProgram } from './program.ts';

function run(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; said: string }> {
  return runProgram({ parameters: [join(dirname(builtServer()), 'cli.js'), ...parameters], environment }).ends();
}

test('what an embedded database holds goes through a file into another one, whose audit log is whole', async () => {
  const folder = makeFolder();
  const [old, fresh] = [{ DATA_DIR: join(folder, 'old') }, { DATA_DIR: join(folder, 'new') }];
  const register = join(folder, 'register.csv');
  writeFileSync(register, 'ekatte,kind,name,name_en,municipality,lon,lat\n40422,town,Кубрат,Kubrat,RAZ16,26.5,43.8\n');
  expect(await run(['territories:import', register], old)).toMatchObject({ code: 0 });
  const backup = join(folder, 'sverka.backup');
  expect(await run(['backup', '--to', backup], old)).toMatchObject({
    code: 0,
    said: expect.stringContaining(`tables are in ${backup}`),
  });
  const head = /^[0-9a-f]{64}$/m.exec((await run(['audit:head'], old)).said)?.[0] ?? '';
  expect(head).toHaveLength(64);

  expect(await run(['restore', '--from', backup], fresh)).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no register of erasures'),
  });
  expect(existsSync(join(fresh.DATA_DIR, 'postgres'))).toBe(false);
  const erasures = join(folder, 'erasures');
  copyFileSync(join(old.DATA_DIR, 'erasures'), erasures);
  const restore = ['restore', '--from', backup, '--erasures', erasures];
  expect(await run(restore, fresh)).toMatchObject({
    code: 0,
    said: expect.stringContaining('0 of 0 erasures done again'),
  });
  expect(await run(restore, fresh)).toMatchObject({
    code: 1,
    said: expect.stringContaining('The database is not empty'),
  });
  expect(await run(['audit:head'], fresh)).toMatchObject({ code: 0 });
  expect(await run(['audit:check'], fresh)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/2 entries in 1 seals, none unsealed: WHOLE\n$/),
  });
  // sealed after the backup was taken
  expect(await run(['audit:check', '--head', head], fresh)).toMatchObject({
    code: 1,
    said: expect.stringMatching(/the given head is in no seal.*BROKEN in 1 places\n$/s),
  });
}, 240_000);
