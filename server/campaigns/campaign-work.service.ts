/** What a coalition does and writes down inside a campaign. */
import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { assertNotFuture } from '../../schema/rules/days.ts';
import { ActivityState } from '../../schema/vocabulary/activity-state.ts';
import { checkedText } from '../coalitions/checked-input.ts';
import { membersOfCoalition } from '../coalitions/coalition.loader.ts';
import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { isUuid } from '../platform/node.ts';
import { badInput, required } from '../platform/problem.ts';
import { letWordsStand } from '../platform/public-words.ts';
import { inTransaction } from '../platform/transaction.ts';
import { CampaignActivity, CampaignNoteRecord, type Campaign } from './campaign.entity.ts';
import type { AddActivityInput, AddCampaignNoteInput, SetActivityStateInput } from './campaign.input.ts';
import { campaignToWorkOn } from './campaign.service.ts';

/** Plans an activity. @throws BAD_INPUT when its owner is not in the coalition. */
export async function addActivity(context: RequestContext, actor: Actor, input: AddActivityInput): Promise<Campaign> {
  const title = checkedText(input.title, { key: 'activity.title', field: 'title', min: 2, max: 500 });
  return inTransaction(context, async (tx) => {
    const campaign = await campaignToWorkOn(tx, actor, input.campaignId);
    const ownerOrganizationId = input.ownerId?.toLowerCase() ?? null;
    if (ownerOrganizationId !== null) {
      const members = await membersOfCoalition(tx, campaign.coalitionId);
      if (!members.some(({ organizationId }) => organizationId === ownerOrganizationId))
        throw badInput('activity.owner', { field: 'ownerId' });
    }
    const activity = tx.em.create(CampaignActivity, {
      id: randomUUID(),
      campaignId: campaign.id,
      title,
      ownerOrganizationId,
      dueOn: input.dueOn ?? null,
      state: ActivityState.PLANNED,
      doneOn: null,
    });
    await tx.em.flush();
    await letWordsStand(tx, {
      texts: [title],
      reason: input.wordsReason,
      subjectKind: 'Activity',
      subjectId: activity.id,
    });
    await audit(tx, { action: 'activity.add', subjectKind: 'Activity', subjectId: activity.id });
    return campaign;
  });
}

/** Says where an activity stands. @throws FUTURE_DAY for one done on a day to come. */
export async function setActivityState(
  context: RequestContext,
  actor: Actor,
  input: SetActivityStateInput,
): Promise<Campaign> {
  const isDone = input.state === ActivityState.DONE;
  if (!isDone && input.doneOn != null) throw badInput('activity.doneOn', { field: 'doneOn' });
  return inTransaction(context, async (tx) => {
    const activity = required(
      isUuid(input.activityId)
        ? await tx.em.findOne(CampaignActivity, { id: input.activityId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
        : null,
    );
    const campaign = await campaignToWorkOn(tx, actor, activity.campaignId);
    const doneOn = isDone ? (input.doneOn ?? tx.today) : null;
    if (doneOn !== null) assertNotFuture(doneOn, tx.today);
    activity.state = input.state;
    activity.doneOn = doneOn;
    await tx.em.flush();
    await audit(tx, { action: 'activity.state', subjectKind: 'Activity', subjectId: activity.id });
    return campaign;
  });
}

/** Writes a note that only the coalition reads. */
export async function addCampaignNote(
  context: RequestContext,
  actor: Actor,
  input: AddCampaignNoteInput,
): Promise<Campaign> {
  const text = checkedText(input.text, { key: 'campaign.note', field: 'text', min: 1, max: 10_000 });
  return inTransaction(context, async (tx) => {
    const campaign = await campaignToWorkOn(tx, actor, input.campaignId);
    const note = tx.em.create(CampaignNoteRecord, {
      id: randomUUID(),
      campaignId: campaign.id,
      text,
      writtenById: actor.personId,
      writtenAt: tx.now,
    });
    await tx.em.flush();
    await audit(tx, { action: 'campaign.note', subjectKind: 'CampaignNote', subjectId: note.id });
    return campaign;
  });
}
