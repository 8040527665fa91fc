/**
 * Compiled operations answer as the reference does. Every operation of the other API tests goes through both executors
 * (`support/both-executors.ts`); here come operations that nobody wrote. `GENERATED_OPERATIONS` asks for more of them.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../server/platform/sql.ts';
import { queriesOf, type Known } from '../support/generated-operation.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { buildDemoWithInsider, worldContext } from '../support/world.ts';

const OPERATIONS = Number(process.env['GENERATED_OPERATIONS'] ?? 250);

let app: TestApp;
let known: Known;
let insider: string;

beforeAll(async () => {
  app = await createTestApp();
  insider = await buildDemoWithInsider(app);
  const context = worldContext(app);
  const tables = ['action_plan', 'strategy', 'measure', 'observation', 'organization', 'campaign', 'ask', 'coalition'];
  const found = await Promise.all(
    tables.map((table) =>
      rows<{ id: string }>(context, { text: [`select id from ${table} order by id limit 6`], values: [] }),
    ),
  );
  const codes = await rows<{ code: string }>(
    context,
    sql`select code from territory where id in (select territory_id from action_plan) order by code limit 6`,
  );
  known = { ids: found.flat().map(({ id }) => id), codes: codes.map(({ code }) => code) };
}, 120_000);

describe('a generated operation', () => {
  it.each([
    ['the public', false],
    ['an insider', true],
  ] as const)(
    'of %s says the same compiled and by the reference',
    async (_who, signedIn) => {
      let withData = 0;
      await fc.assert(
        fc.asyncProperty(queriesOf(app.schema, known), async ({ source, variables }) => {
          // it throws where the two differ
          const { data, errors } = await app.execute(source, { as: signedIn ? insider : null, variables });
          expect(data ?? errors).toBeDefined();
          if (Object.values(data ?? {}).some((value) => value !== null && typeof value === 'object')) withData += 1;
        }),
        { numRuns: OPERATIONS },
      );
      expect(withData).toBeGreaterThan(OPERATIONS / 5);
    },
    600_000,
  );
});
