/** What a coalition does: in public, and in drafts that are its own. */
import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../../../../server/platform/context.ts';
import { rows, sql } from '../../../../server/platform/sql.ts';
import { worldContext } from '../../../support/world.ts';
import type { Ground } from './ground.ts';

export async function plantCampaigns({ app, coalitionId, administrationId, holders, names }: Ground): Promise<void> {
  const context = worldContext(app);
  const { association, secondAssociation, measure } = names;
  await rows(
    context,
    sql`insert into coalition_member (coalition_id, organization_id, leads, joined_on)
        values (${coalitionId}, ${association}, true, '2020-01-01'), (${coalitionId}, ${secondAssociation}, false, '2020-01-01')`,
  );
  // the lead founds further coalitions with a body of their own
  await rows(
    context,
    sql`insert into affiliation (person_id, organization_id, kind, valid_from) values (${holders.COALITION_LEAD}, ${association}, 'MEMBER', '2020-01-01')`,
  );
  for (const [name, stage, publicFrom] of [
    ['publicCampaign', 'RUNNING', '2026-05-01'],
    ['draftCampaign', 'DRAFT', null],
  ] as const) {
    const id = randomUUID();
    await rows(
      context,
      sql`insert into campaign (id, coalition_id, title, goal, stage, starts_on, public_from)
          values (${id}, ${coalitionId}, ${`Кампания ${id}`}, 'Обещаното да се изпълни', ${stage}, '2026-05-01', ${publicFrom})`,
    );
    await rows(
      context,
      sql`insert into campaign_measure (campaign_id, measure_id, linked_on, official_level_then, community_level_then, gap_kind_then, gap_value_then)
          values (${id}, ${measure}, '2026-05-01', 'COMPLETE', 'LIMITED', 'OVERSTATED', 2)`,
    );
    const [doneActivity, plannedActivity, note] = [randomUUID(), randomUUID(), randomUUID()];
    await rows(
      context,
      sql`insert into activity (id, campaign_id, title, owner_organization_id, due_on, state, done_on)
          values (${doneActivity}, ${id}, 'Среща', ${association}, '2026-06-01', 'DONE', '2026-06-02'),
                 (${plannedActivity}, ${id}, 'Подписка', ${association}, '2026-12-01', 'PLANNED', null)`,
    );
    await rows(
      context,
      sql`insert into campaign_note (id, campaign_id, text, written_by_id, written_at) values (${note}, ${id}, 'Бележка', ${holders.COALITION_LEAD}, '2026-06-03T10:00:00Z')`,
    );
    Object.assign(names, {
      [name]: id,
      [`${name}DoneActivity`]: doneActivity,
      [`${name}PlannedActivity`]: plannedActivity,
      [`${name}Note`]: note,
    });
  }
  await plantAsks({ context, names, administrationId });
}

async function plantAsks({
  context,
  names,
  administrationId,
}: {
  readonly context: RequestContext;
  readonly names: Record<string, string>;
  readonly administrationId: string;
}): Promise<void> {
  const { association, measure, publicCampaign, draftCampaign } = names;
  const asked = [
    // name, campaign, state, escalates, sent, registered
    ['earlierAsk', publicCampaign, 'SENT', null, '2026-05-01', '2026-05-01'],
    ['sentAsk', publicCampaign, 'ANSWERED', 'earlierAsk', '2026-06-01', '2026-06-02'],
    ['runningAsk', publicCampaign, 'SENT', null, '2026-11-10', '2026-11-10'],
    ['unregisteredAsk', publicCampaign, 'SENT', null, '2026-11-10', null],
    ['draftAsk', publicCampaign, 'DRAFT', 'earlierAsk', null, null],
    ['draftAskOfDraft', draftCampaign, 'DRAFT', null, null, null],
    // as it would be if nothing had held it back before the campaign was public
    ['sentAskOfDraft', draftCampaign, 'SENT', null, '2026-05-01', '2026-05-01'],
  ] as const;
  for (const [name, campaignId, state, escalates, sentOn, registeredOn] of asked) {
    const id = randomUUID();
    names[name] = id;
    await rows(
      context,
      sql`insert into ask (id, campaign_id, measure_id, demand, decision_maker_id, signed_by_id, legal_way, state, sent_on, sent_known_from, registered_on, registered_known_from, incoming_number,
            escalates_id, official_level_then, community_level_then, gap_kind_then, gap_value_then)
          values (${id}, ${campaignId}, ${measure}, ${`Да светне ${id}`}, ${administrationId}, ${association}, 'PUBLIC_INFORMATION', ${state}, ${sentOn}, ${sentOn}, ${registeredOn}, ${registeredOn},
            ${registeredOn === null ? null : '94-1'}, ${escalates === null ? null : names[escalates]}, ${sentOn === null ? null : 'COMPLETE'}, ${sentOn === null ? null : 'LIMITED'}, ${sentOn === null ? null : 'OVERSTATED'}, ${sentOn === null ? null : 2})`,
    );
  }
  const { sentAsk, sentAskOfDraft } = names;
  await rows(
    context,
    sql`insert into ask_extension (ask_id, until_on, reason, announced_on, known_from) values (${sentAsk}, '2026-06-30', 'Много работа', '2026-06-10', '2026-06-10')`,
  );
  await rows(
    context,
    sql`insert into ask_answer (ask_id, number, level, text, answered_on, promised_by, known_from)
        values (${sentAsk}, 1, 'ACKNOWLEDGED', 'Получено', '2026-06-03', null, '2026-06-03'),
               (${sentAsk}, 2, 'PROMISED', 'Ще светне', '2026-06-20', '2026-12-31', '2026-06-20'),
               (${sentAskOfDraft}, 1, 'ACKNOWLEDGED', 'Получено', '2026-05-03', null, '2026-05-03')`,
  );
}
