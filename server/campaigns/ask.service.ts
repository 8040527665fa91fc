import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { assertNotFuture } from '../../schema/rules/days.ts';
import { AskState } from '../../schema/vocabulary/ask-state.ts';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { checkedOptionalText, checkedText } from '../coalitions/checked-input.ts';
import { membersOfCoalition } from '../coalitions/coalition.loader.ts';
import { organizationById } from '../organizations/organization.loader.ts';
import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { Problem, badInput, required } from '../platform/problem.ts';
import { letWordsStand } from '../platform/public-words.ts';
import { inTransaction } from '../platform/transaction.ts';
import { Ask } from './ask.entity.ts';
import type { DraftAskInput, SendAskInput } from './ask.input.ts';
import { askById } from './ask.loader.ts';
import { CampaignMeasure, type Campaign } from './campaign.entity.ts';
import { campaignById } from './campaign.loader.ts';
import { campaignToWorkOn } from './campaign.service.ts';
import { gapsOn } from './measure-gap.loader.ts';

/** Prepares an ask. @throws BAD_INPUT for a measure that is not of the campaign or a signer that is not of the coalition. */
export async function draftAsk(context: RequestContext, actor: Actor, input: DraftAskInput): Promise<Ask> {
  const demand = checkedText(input.demand, { key: 'ask.demand', field: 'demand', min: 5, max: 5000 });
  return inTransaction(context, async (tx) => {
    const campaign = await campaignToWorkOn(tx, actor, input.campaignId);
    const decisionMaker = required(
      isUuid(input.decisionMakerId) ? await organizationById(tx, input.decisionMakerId) : null,
    );
    const ask = tx.em.create(Ask, {
      id: randomUUID(),
      campaignId: campaign.id,
      measureId: await measureOf(tx, campaign, input.measureId),
      demand,
      decisionMakerId: decisionMaker.id,
      signedById: await signerOf(tx, campaign, input.signedById),
      legalWayCode: input.legalWay,
      state: AskState.DRAFT,
      escalatesId: await escalatedOf(tx, campaign, input.escalates),
    });
    await tx.em.flush();
    await letWordsStand(tx, {
      texts: [demand],
      reason: input.wordsReason,
      subjectKind: 'Ask',
      subjectId: ask.id,
    });
    await audit(tx, { action: 'ask.draft', subjectKind: 'Ask', subjectId: ask.id });
    return ask;
  });
}

/**
 * Records that an ask went out, with the gap as it stood that day; or, for one that did, its incoming number.
 * @throws CONFLICT when it was sent on another day or is registered already.
 */
export async function sendAsk(context: RequestContext, actor: Actor, input: SendAskInput): Promise<Ask> {
  const { sentOn, registeredOn = null } = input;
  const incomingNumber = checkedOptionalText(input.incomingNumber, {
    key: 'ask.incomingNumber',
    field: 'incomingNumber',
    max: 100,
  });
  if (registeredOn === null && incomingNumber !== null)
    throw badInput('ask.registeredOnMissing', { field: 'registeredOn' });
  if (registeredOn !== null && registeredOn < sentOn)
    throw badInput('ask.registeredBeforeSent', { field: 'registeredOn' });
  return inTransaction(context, async (tx) => {
    for (const day of [sentOn, registeredOn]) if (day !== null) assertNotFuture(day, tx.today);
    const { ask, campaign } = await askToWorkOn(tx, actor, input.askId);
    if (ask.state === AskState.DRAFT) await markSent(tx, { ask, campaign, sentOn });
    else if (ask.registeredOn !== null || ask.sentOn !== sentOn || registeredOn === null)
      throw new Problem(ErrorCode.CONFLICT, 'ask.alreadySent');
    if (registeredOn !== null) Object.assign(ask, { registeredOn, incomingNumber, registeredKnownFrom: tx.today });
    await tx.em.flush();
    await audit(tx, { action: 'ask.send', subjectKind: 'Ask', subjectId: ask.id });
    return ask;
  });
}

async function markSent(
  tx: RequestContext,
  { ask, campaign, sentOn }: { ask: Ask; campaign: Campaign; sentOn: string },
): Promise<void> {
  // what was sent is public, so its campaign must be
  if (campaign.publicFrom === null) throw badInput('ask.campaignNotStarted', { field: 'askId' });
  await signerOf(tx, campaign, ask.signedById);
  Object.assign(ask, { state: AskState.SENT, sentOn, sentKnownFrom: tx.today });
  if (ask.measureId === null) return;
  const [gap] = await gapsOn(tx, [ask.measureId], sentOn);
  Object.assign(ask, gap);
}

/** The ask, locked, with its campaign. @throws NOT_FOUND also when it is not this actor's to work on. */
export async function askToWorkOn(
  tx: RequestContext,
  actor: Actor,
  id: string,
): Promise<{ ask: Ask; campaign: Campaign }> {
  const ask = required(isUuid(id) ? await tx.em.findOne(Ask, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null);
  return { ask, campaign: await campaignToWorkOn(tx, actor, ask.campaignId) };
}

async function measureOf(
  tx: RequestContext,
  campaign: Campaign,
  measureId: string | null | undefined,
): Promise<string | null> {
  if (measureId == null) return null;
  const linked = isUuid(measureId)
    ? await tx.em.findOne(CampaignMeasure, { campaignId: campaign.id, measureId: measureId.toLowerCase() })
    : null;
  if (linked === null) throw badInput('ask.measureNotInCampaign', { field: 'measureId' });
  return linked.measureId;
}

async function signerOf(
  tx: RequestContext,
  campaign: Campaign,
  signedById: string | null | undefined,
): Promise<string> {
  const members = await membersOfCoalition(tx, campaign.coalitionId);
  const signer = members.find(({ organizationId, leads }) =>
    signedById == null ? leads : organizationId === signedById.toLowerCase(),
  );
  if (signer === undefined) throw badInput('ask.signer', { field: 'signedById' });
  return signer.organizationId;
}

async function escalatedOf(
  tx: RequestContext,
  campaign: Campaign,
  escalates: string | null | undefined,
): Promise<string | null> {
  if (escalates == null) return null;
  const earlier = isUuid(escalates) ? await askById(tx, escalates) : null;
  const of = await campaignById(tx, earlier?.campaignId);
  if (earlier === null || earlier.state === AskState.DRAFT || of?.coalitionId !== campaign.coalitionId)
    throw badInput('ask.escalates', { field: 'escalates' });
  return earlier.id;
}
