/** Access rules that stand twice, as a function and as the condition that readings carry: both say the same of every row. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ActivityStateValues } from '../../schema/vocabulary/activity-state.ts';
import { AskStateValues } from '../../schema/vocabulary/ask-state.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import {
  maySeeActivity,
  maySeeAsk,
  maySeeCampaign,
  visibleActivity,
  visibleAsk,
  visibleCampaign,
} from '../../server/campaigns/campaign.policy.ts';
import { worksIn, worksInSql } from '../../server/coalitions/coalition.policy.ts';
import { maySeePlanImport, visiblePlanImport } from '../../server/imports/plan-import.policy.ts';
import type { Actor } from '../../server/platform/access.ts';
import type { RequestContext } from '../../server/platform/context.ts';
import { oneRow, sql, type Sql } from '../../server/platform/sql.ts';
import { createTestApp } from '../support/test-app.ts';

const [own, other] = [randomUUID(), randomUUID()];
const holder = (role: Role, coalitionId: string | null): Actor => ({
  personId: randomUUID(),
  memberships: [{ role, coalitionId, territoryId: null, organizationId: null }],
});
const member = holder(Role.COALITION_MEMBER, own);
const administrator = holder(Role.ADMINISTRATOR, null);
const actors: readonly (readonly [string, Actor | null])[] = [
  ['the public', null],
  ['a member', member],
  ['a lead', holder(Role.COALITION_LEAD, own)],
  ['a member of another coalition', holder(Role.COALITION_MEMBER, other)],
  ['somebody with another role in the coalition', holder(Role.MONITOR, own)],
  [
    'a member of both',
    { ...member, memberships: [...member.memberships, ...holder(Role.COALITION_LEAD, other).memberships] },
  ],
  ['an administrator', administrator],
];
const campaigns = [own, other].flatMap((coalitionId) =>
  [null, '2026-01-01'].map((publicFrom) => ({ coalitionId, publicFrom })),
);

let context: RequestContext;
beforeAll(async () => {
  context = await (await createTestApp()).contextOf();
});

const answerOf = async (condition: Sql, from: Sql): Promise<boolean | undefined> =>
  (await oneRow<{ answer: boolean }>(context, sql`select ${condition} as answer from ${from}`))?.answer;
const asRow = ({ coalitionId, publicFrom }: (typeof campaigns)[number]): Sql =>
  sql`(select ${coalitionId}::uuid as coalition_id, ${publicFrom}::date as public_from) c`;

describe.each(actors)('for %s', (_who, actor) => {
  it('the coalitions they work in are the same', async () => {
    for (const id of [own, other])
      expect(await answerOf(worksInSql(actor, sql`x.id`), sql`(select ${id}::uuid as id) x`)).toBe(worksIn(actor, id));
  });

  it('the campaigns, asks and activities in sight are the same', async () => {
    for (const campaign of campaigns) {
      expect(await answerOf(visibleCampaign(actor), asRow(campaign))).toBe(maySeeCampaign(actor, campaign));
      for (const state of AskStateValues)
        expect(
          await answerOf(visibleAsk(actor), sql`${asRow(campaign)}, (select ${state}::text as state) a`),
          `${state} of ${JSON.stringify(campaign)}`,
        ).toBe(maySeeAsk(actor, { state, campaign }));
      for (const state of ActivityStateValues)
        expect(
          await answerOf(visibleActivity(actor), sql`${asRow(campaign)}, (select ${state}::text as state) d`),
          `${state} of ${JSON.stringify(campaign)}`,
        ).toBe(maySeeActivity(actor, { state, campaign }));
    }
  });

  it('the files being read in sight are the same', async () => {
    for (const uploadedById of [actor?.personId ?? null, randomUUID(), null])
      expect(
        (await answerOf(visiblePlanImport(actor), sql`(select ${uploadedById}::uuid as uploaded_by_id) i`)) ?? false,
      ).toBe(maySeePlanImport(actor, { uploadedById }));
  });
});
