/**
 * Each guard is taken away in turn, and the matrix notices. `npm run check:guards` does so with all, or with those whose
 * name contains what follows `--only`; here with some of each kind.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { rows, sql } from '../../../server/platform/sql.ts';
import { createTestApp, type TestApp } from '../../support/test-app.ts';
import { worldContext } from '../../support/world.ts';
import { MATRIX_HOUSE, openMatrix, unitsOf } from '../matrix/matrix.ts';
import { batchesOf } from '../matrix/run-units.ts';
import type { Matrix } from '../matrix/unit.ts';
import { guardsOf, SERVER } from './guard-plugin.ts';
import { removeGuards, removePolicies, summaryOf, type Removed } from './all-removals.ts';
import { firstNoticed, recordRefusals, recordUntilNoticed, without } from './removal.ts';
import { rowPoliciesOf, type RowPolicy } from './row-policies.ts';
import { ROW_SECURITY, SURVIVORS } from './survivors.ts';

const isWhole = process.env['CHECK'] === 'whole';
const only = process.env['GUARD'] ?? '';
/** Fewer than in the matrix: so fewer questions are put again to notice one removal. */
const READS_AT_ONCE = 6;

let app: TestApp;
let matrix: Matrix;
let policies: readonly RowPolicy[];
let guards: readonly string[];

beforeAll(async () => {
  app = await createTestApp({ house: MATRIX_HOUSE });
  matrix = await openMatrix(app);
  const places = await rows<{ id: string }>(worldContext(app), sql`select id from territory`);
  globalThis.guardSwitch.territoryIds = places.map(({ id }) => id);
  policies = await rowPoliciesOf(worldContext(app));
  guards = (await guardsOf(SERVER)).flatMap((file) => file.guards.map(({ id }) => id));
}, 120_000);

describe('survivors', () => {
  it('are guards, each said once, with a reason and guards that hold them', () => {
    const all = new Set([ROW_SECURITY, ...guards, ...policies.map(({ id }) => id)]);
    const named = SURVIVORS.flatMap(({ guard, heldBy = [] }) => [guard, ...heldBy]);
    expect(named.filter((id) => !all.has(id))).toEqual([]);
    const survivors = SURVIVORS.map(({ guard }) => guard);
    expect(survivors.filter((id, place) => survivors.indexOf(id) < place)).toEqual([]);
    expect(SURVIVORS.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});

/** Takes long: a command alone does it. */
const describeByCommand = isWhole ? describe : (_name: string, _tests: () => void): void => {};

describeByCommand('every guard', () => {
  it('is missed when it is gone', async ({ task }) => {
    const batches = batchesOf(unitsOf(matrix), READS_AT_ONCE);
    const wanted = guards.filter((id) => id.includes(only));
    const found: Removed[] = [];
    found.push(
      ...(await removePolicies({ matrix, batches, policies: policies.filter(({ id }) => id.includes(only)) })),
    );
    if (wanted.length > 0) {
      const { refusals, asked, failures } =
        only === ''
          ? await recordRefusals(matrix, batches)
          : await recordUntilNoticed(matrix, { batches, ids: wanted });
      expect(failures).toEqual([]);
      for (const id of wanted.filter((each) => !refusals.has(each)))
        process.stdout.write(`${asked.has(id) ? 'never refuses' : 'is never asked'}: ${id}\n`);
      found.push(...(await removeGuards({ matrix, batches, refusals, guards: wanted, policies })));
    }
    const { line, share } = summaryOf(found);
    task.meta.figure = line;
    expect(
      found
        .filter(({ verdict }) => verdict === 'unnoticed' || verdict === 'stale')
        .map(({ id, verdict }) => `${id} is ${verdict}`),
    ).toEqual([]);
    expect(share).toBeGreaterThanOrEqual(0.99);
  }, 14_400_000);
});

/** Some of each kind, with a unit that misses them; what the database holds too is missed once that is open. */
const SOME: readonly { readonly ids: readonly string[]; readonly unit: string }[] = [
  { ids: ['strategies/strategy.policy.ts mayKeepPolicyDocuments'], unit: 'Mutation.createStrategy' },
  {
    ids: [
      'campaigns/campaign.loader.ts campaign rule',
      'row security of campaign member_read',
      'row security of campaign public_read',
    ],
    unit: 'Campaign (a draft) through Query.campaign',
  },
  {
    ids: ['strategies/strategy.resolver.ts createStrategy allowOnly'],
    unit: 'Mutation.createStrategy',
  },
  {
    ids: ['campaigns/campaign.resolver.ts addCampaignNote signedIn'],
    unit: 'Mutation.addCampaignNote (publicCampaign)',
  },
  { ids: ['observations/observation.service.ts assertSubmittable refusal'], unit: 'Mutation.submitObservation' },
  { ids: ['people/identity.ts ended membership'], unit: 'Mutation.createStrategy' },
  { ids: ['own-data/own-data.routes.ts ownDataRoutes signedIn'], unit: 'GET /own-data.json' },
  { ids: ['row security of session member_read'], unit: 'table session' },
  { ids: ['row security of campaign public_read'], unit: 'table campaign (inner)' },
  {
    ids: [
      'people/accounts/own-session.service.ts endOwnSession person_id',
      'row security of session member_read',
      'row security of session member_remove',
    ],
    unit: 'Mutation.endSession',
  },
];

describe('a guard', () => {
  it.each(SOME)('is missed when it is gone: $ids.0', async ({ ids, unit }) => {
    const batches = batchesOf(unitsOf(matrix).filter(({ name }) => name === unit));
    expect(batches).toHaveLength(1);
    const opened = policies.filter(({ id }) => ids.includes(id));
    const notice = () =>
      firstNoticed(
        matrix,
        batches.map((batch) => ({ batch, person: null })),
      );
    expect(await notice()).toBeNull();
    expect(await without(matrix, { ids, policies: opened }, notice)).not.toBeNull();
  });
});
