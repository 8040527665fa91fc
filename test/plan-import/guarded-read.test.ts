import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RefusalCode } from '../../server/plan-import/file-refusal.ts';
import { guardedRead } from '../../server/plan-import/guarded-read.ts';
import { buildCsv } from './build/csv-file.ts';
import { archiveBomb, rowsOf } from './build/hostile-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-import-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Stands for a reader that a file has led astray. */
async function childThat(does: string): Promise<URL> {
  const path = join(folder, `${crypto.randomUUID()}.mjs`);
  await writeFile(path, does);
  return pathToFileURL(path);
}

const PLAN = buildCsv(
  [
    ['Мярка', 'Отговорник', 'Срок', 'Сума (лв.)'],
    ['Ремонт на кабинет', 'Община Дъбрава', 'до 30.06.2026', '12 000,00'],
  ],
  { delimiter: ';', encoding: 'windows-1251' },
);

test('a plan comes back whole from the child', async () => {
  const plan = await guardedRead({ bytes: PLAN, fileName: 'plan.csv' });
  expect(plan.totals).toEqual([{ currency: 'BGN', amountCents: 1200000, measureCount: 1 }]);
});

test('a person’s corrections reach the child', async () => {
  const plan = await guardedRead({
    bytes: PLAN,
    fileName: 'plan.csv',
    options: { overrides: [{ tableIndex: 0, excludedRows: [2] }] },
  });
  expect(plan.measures).toEqual([]);
});

test.each([
  ['an archive bomb', archiveBomb, RefusalCode.ARCHIVE_BOMB],
  ['500,000 rows', () => rowsOf(500_000), RefusalCode.TOO_MANY_ROWS],
])('%s comes back as a refusal', async (_, build, code) => {
  await expect(guardedRead({ bytes: build(), fileName: 'plan.xlsx' })).rejects.toMatchObject({ code });
});

test('a reader that never ends is stopped', async () => {
  const childEntry = await childThat(`process.once('message', () => { for (;;); });`);
  await expect(guardedRead({ bytes: PLAN, fileName: 'plan.csv', childEntry, timeoutMs: 500 })).rejects.toMatchObject({
    code: RefusalCode.READING_TOO_SLOW,
    details: { limitMs: 500 },
  });
});

test('a reader that takes all memory is stopped', async () => {
  const childEntry = await childThat(
    `process.once('message', () => { const all = []; for (;;) all.push(new Array(10000).fill(String(all.length))); });`,
  );
  await expect(guardedRead({ bytes: PLAN, fileName: 'plan.csv', childEntry, memoryMb: 32 })).rejects.toMatchObject({
    code: RefusalCode.READING_TOO_HEAVY,
    details: { limitMb: 32 },
  });
});

test('a reader that dies is a failed reading', async () => {
  const childEntry = await childThat(`process.once('message', () => process.exit(3));`);
  await expect(guardedRead({ bytes: PLAN, fileName: 'plan.csv', childEntry })).rejects.toMatchObject({
    code: RefusalCode.READING_FAILED,
  });
});

test('the child sees no setting of the server, and may neither write nor start a program', async () => {
  process.env.SECRET_OF_THE_SERVER = 'secret';
  const childEntry = await childThat(`
    import { writeFileSync } from 'node:fs';
    import { spawnSync } from 'node:child_process';
    const denied = (attempt) => { try { attempt(); return ''; } catch (error) { return error.code; } };
    process.once('message', () => process.send({ refusal: { code: 'READING_FAILED', details: {
      environment: Object.keys(process.env).filter((name) => name !== 'NODE_CHANNEL_FD' && name !== 'NODE_CHANNEL_SERIALIZATION_MODE').join(),
      writing: denied(() => writeFileSync(${JSON.stringify(join(tmpdir(), 'plan-import-written'))}, 'x')),
      starting: denied(() => spawnSync('true')),
    } } }));`);
  await expect(guardedRead({ bytes: PLAN, fileName: 'plan.csv', childEntry })).rejects.toMatchObject({
    details: { environment: '', writing: 'ERR_ACCESS_DENIED', starting: 'ERR_ACCESS_DENIED' },
  });
  delete process.env.SECRET_OF_THE_SERVER;
});
