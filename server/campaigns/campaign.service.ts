import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { CampaignStage } from '../../schema/vocabulary/campaign-stage.ts';
import { checkedIds, checkedText } from '../coalitions/checked-input.ts';
import { coalitionById } from '../coalitions/coalition.loader.ts';
import { allowOnly, type Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { badInput, required } from '../platform/problem.ts';
import { letWordsStand } from '../platform/public-words.ts';
import { rows, sql } from '../platform/sql.ts';
import { inTransaction } from '../platform/transaction.ts';
import { Campaign, CampaignMeasure } from './campaign.entity.ts';
import type { CreateCampaignInput, LinkMeasuresInput, UpdateCampaignInput } from './campaign.input.ts';
import { mayChangeStage, mayWorkOnCampaign } from './campaign.policy.ts';
import { gapsOn } from './measure-gap.loader.ts';

const titleRule = { key: 'campaign.title', field: 'title', min: 2, max: 300 };
const goalRule = { key: 'campaign.goal', field: 'goal', min: 2, max: 5000 };

/** Prepares a campaign as a draft, and keeps the gap of each measure as it stands today. */
export async function createCampaign(
  context: RequestContext,
  actor: Actor,
  input: CreateCampaignInput,
): Promise<Campaign> {
  const title = checkedText(input.title, titleRule);
  const goal = checkedText(input.goal, goalRule);
  const measureIds = checkedIds(input.measureIds, { key: 'campaign.measures', field: 'measureIds', max: 100 });
  return inTransaction(context, async (tx) => {
    const coalition = required(isUuid(input.coalitionId) ? await coalitionById(tx, input.coalitionId) : null);
    allowOnly(mayWorkOnCampaign(actor, { coalitionId: coalition.id }));
    await checkReach(tx, { territoryId: coalition.territoryId, measureIds });
    const campaign = tx.em.create(Campaign, {
      id: randomUUID(),
      coalitionId: coalition.id,
      title,
      goal,
      stage: CampaignStage.DRAFT,
      startsOn: input.startsOn ?? tx.today,
      publicFrom: null,
    });
    await tx.em.flush();
    for (const gap of await gapsOn(tx, measureIds, tx.today)) {
      tx.em.create(CampaignMeasure, { campaignId: campaign.id, linkedOn: tx.today, ...gap });
    }
    await tx.em.flush();
    await letWordsStand(tx, {
      texts: [title, goal],
      reason: input.wordsReason,
      subjectKind: 'Campaign',
      subjectId: campaign.id,
    });
    await audit(tx, { action: 'campaign.create', subjectKind: 'Campaign', subjectId: campaign.id });
    return campaign;
  });
}

/** Rests the campaign on more measures, each with its gap of today. One that is linked already keeps its first day. */
export async function linkMeasures(context: RequestContext, actor: Actor, input: LinkMeasuresInput): Promise<Campaign> {
  const measureIds = checkedIds(input.measureIds, { key: 'campaign.measures', field: 'measureIds', max: 100 });
  return inTransaction(context, async (tx) => {
    const campaign = await campaignToWorkOn(tx, actor, input.campaignId);
    const { territoryId } = required(await coalitionById(tx, campaign.coalitionId));
    await checkReach(tx, { territoryId, measureIds });
    const linked = new Set(
      (await tx.em.find(CampaignMeasure, { campaignId: campaign.id })).map(({ measureId }) => measureId),
    );
    const added = measureIds.filter((id) => !linked.has(id));
    for (const gap of await gapsOn(tx, added, tx.today)) {
      tx.em.create(CampaignMeasure, { campaignId: campaign.id, linkedOn: tx.today, ...gap });
    }
    await tx.em.flush();
    await audit(tx, { action: 'campaign.linkMeasures', subjectKind: 'Campaign', subjectId: campaign.id });
    return campaign;
  });
}

/** Changes what was given. The first RUNNING makes the campaign public from today, for good. */
export async function updateCampaign(
  context: RequestContext,
  actor: Actor,
  input: UpdateCampaignInput,
): Promise<Campaign> {
  return inTransaction(context, async (tx) => {
    const campaign = await campaignToWorkOn(tx, actor, input.campaignId);
    // what stands already was looked at when it was written
    const texts = [input.title, input.goal].filter(
      (text) => ![campaign.title, campaign.goal].includes(text?.trim() ?? ''),
    );
    if (campaign.wordsHiddenOn !== null && (input.title != null || input.goal != null)) writeAnew(campaign, input);
    if (input.title != null) campaign.title = checkedText(input.title, titleRule);
    if (input.goal != null) campaign.goal = checkedText(input.goal, goalRule);
    if (input.stage != null) {
      const { publicFrom, stage: from } = campaign;
      if (!mayChangeStage({ publicFrom, from, to: input.stage }))
        throw badInput('campaign.stage', { field: 'stage', from, to: input.stage });
      campaign.stage = input.stage;
      if (input.stage === CampaignStage.RUNNING) campaign.publicFrom ??= tx.today;
    }
    await tx.em.flush();
    await letWordsStand(tx, {
      texts,
      reason: input.wordsReason,
      subjectKind: 'Campaign',
      subjectId: campaign.id,
    });
    await audit(tx, { action: 'campaign.update', subjectKind: 'Campaign', subjectId: campaign.id });
    return campaign;
  });
}

/** Words in place of those that were hidden: all of them, so that everybody can tell what they read. */
function writeAnew(campaign: Campaign, input: UpdateCampaignInput): void {
  campaign.title = checkedText(input.title ?? '', titleRule);
  campaign.goal = checkedText(input.goal ?? '', goalRule);
  Object.assign(campaign, { wordsHiddenOn: null, wordsHiddenBecause: null });
}

/** The campaign, locked until the transaction ends. @throws NOT_FOUND also when it is not this actor's to work on. */
export async function campaignToWorkOn(tx: RequestContext, actor: Actor, id: string): Promise<Campaign> {
  const campaign = required(
    isUuid(id) ? await tx.em.findOne(Campaign, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null,
  );
  allowOnly(mayWorkOnCampaign(actor, campaign));
  return campaign;
}

/** @throws BAD_INPUT when a measure is not of a plan of the territory or of one in it; one that does not exist is none either. */
async function checkReach(
  tx: RequestContext,
  { territoryId, measureIds }: { territoryId: string; measureIds: readonly string[] },
): Promise<void> {
  const reached = await rows<{ id: string }>(
    tx,
    sql`with recursive inside as (
          select id from territory where id = ${territoryId}
          union all select c.id from territory c join inside on c.parent_id = inside.id where c.kind <> 'SETTLEMENT'
        )
        select m.id from measure m join action_plan p on p.id = m.plan_id
        where m.id = any(${measureIds}::uuid[]) and p.territory_id in (select id from inside)`,
  );
  if (reached.length !== measureIds.length) throw badInput('campaign.measureElsewhere', { field: 'measureIds' });
}
