import { expect, test } from 'vitest';
import { queryDatabase as query } from './database-server.ts';
import { createBlankDatabase, createTestDatabase } from './database.ts';

test('two test databases do not see each other', async () => {
  const [one, other] = [await createTestDatabase(), await createTestDatabase()];
  await query({ url: one.url, sql: 'create table left_behind (id int)' });
  const sql = `select to_regclass('left_behind') as found`;
  expect(await query({ url: one.url, sql })).toEqual([{ found: 'left_behind' }]);
  expect(await query({ url: other.url, sql })).toEqual([{ found: null }]);
});

test('a test database carries the migrations, a blank one no table', async () => {
  const sql = `select to_regclass('schema_migration') is not null as migrated`;
  expect(await query({ url: (await createTestDatabase()).url, sql })).toEqual([{ migrated: true }]);
  expect(await query({ url: (await createBlankDatabase()).url, sql })).toEqual([{ migrated: false }]);
});

test('the embedded database lowers, finds and sorts Bulgarian', async () => {
  const { url } = await createBlankDatabase();
  await query({ url, sql: 'create extension if not exists pg_trgm; create extension if not exists unaccent' });
  const [row] = await query({
    url,
    sql: `select lower('КУБРАТ') as lower, similarity('Кубрат', 'кубр') > 0.3 as alike, 'Ябланица' > 'абланица' collate "und-x-icu" as sorted`,
  });
  expect(row).toEqual({ lower: 'кубрат', alike: true, sorted: true });
});
