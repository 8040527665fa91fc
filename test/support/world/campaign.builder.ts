import { randomUUID } from 'node:crypto';
import { AskState } from '../../../schema/vocabulary/ask-state.ts';
import type { CampaignStage } from '../../../schema/vocabulary/campaign-stage.ts';
import type { CompletionLevel } from '../../../schema/vocabulary/completion-level.ts';
import { gapBetween } from '../../../schema/rules/gap.ts';
import type { LegalWay } from '../../../schema/vocabulary/legal-way.ts';
import type { App } from '../../../server/app.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import { buildOrganization, buildPerson } from './people.builder.ts';
import { buildMunicipality } from './territory.builder.ts';
import { LONG_AGO, nextNumber, worldContext } from './world-context.ts';

export interface CoalitionParts {
  readonly name?: string;
  readonly territoryId?: string;
  /** The first leads; one is made when left out. */
  readonly organizationIds?: readonly string[];
}

export interface BuiltCoalition {
  readonly id: string;
  readonly territoryId: string;
  readonly leadOrganizationId: string;
  /** A person who leads it, and one who works in it. */
  readonly leadId: string;
  readonly memberId: string;
}

/** A coalition with its lead and a member. */
export async function buildCoalition(app: App, parts: CoalitionParts = {}): Promise<BuiltCoalition> {
  const context = worldContext(app);
  const id = randomUUID();
  const territoryId = parts.territoryId ?? (await buildMunicipality(app)).id;
  const organizationIds = parts.organizationIds ?? [await buildOrganization(app)];
  await rows(
    context,
    sql`insert into coalition (id, name, territory_id, founded_on) values (${id}, ${parts.name ?? `Коалиция ${nextNumber()}`}, ${territoryId}, ${LONG_AGO})`,
  );
  for (const [index, organizationId] of organizationIds.entries()) {
    await rows(
      context,
      sql`insert into coalition_member (coalition_id, organization_id, leads, joined_on) values (${id}, ${organizationId}, ${index === 0}, ${LONG_AGO})`,
    );
  }
  const leadId = await buildPerson(app, { role: 'COALITION_LEAD', coalitionId: id });
  const memberId = await buildPerson(app, { role: 'COALITION_MEMBER', coalitionId: id });
  return { id, territoryId, leadOrganizationId: organizationIds[0] ?? '', leadId, memberId };
}

export interface CampaignParts {
  readonly coalition?: BuiltCoalition;
  readonly title?: string;
  readonly stage?: CampaignStage;
  /** Null: not public. A draft is not, others are. */
  readonly publicFrom?: string | null;
  readonly measureIds?: readonly string[];
}

/** A running, public campaign unless told otherwise. */
export async function buildCampaign(
  app: App,
  parts: CampaignParts = {},
): Promise<{ readonly id: string; readonly coalition: BuiltCoalition }> {
  const context = worldContext(app);
  const id = randomUUID();
  const coalition = parts.coalition ?? (await buildCoalition(app));
  const { title = `Кампания ${nextNumber()}`, stage = 'RUNNING', measureIds = [] } = parts;
  const publicFrom = parts.publicFrom === undefined ? (stage === 'DRAFT' ? null : LONG_AGO) : parts.publicFrom;
  await rows(
    context,
    sql`insert into campaign (id, coalition_id, title, goal, stage, starts_on, public_from)
        values (${id}, ${coalition.id}, ${title}, 'Обещаното да се изпълни', ${stage}, ${LONG_AGO}, ${publicFrom})`,
  );
  for (const measureId of measureIds) {
    await rows(
      context,
      sql`insert into campaign_measure (campaign_id, measure_id, linked_on, gap_kind_then) values (${id}, ${measureId}, ${LONG_AGO}, 'DARK')`,
    );
  }
  return { id, coalition };
}

export interface AskParts {
  readonly campaignId: string;
  readonly signedById: string;
  readonly decisionMakerId?: string;
  readonly measureId?: string | null;
  readonly demand?: string;
  readonly legalWay?: LegalWay;
  /** Null: a draft. */
  readonly sentOn?: string | null;
  /** Null: without an incoming number. The day it was sent when left out. */
  readonly registeredOn?: string | null;
  readonly answers?: readonly {
    readonly level: string;
    readonly answeredOn: string;
    readonly promisedBy?: string;
    readonly text?: string;
  }[];
}

/** A draft unless `sentOn` is given; what happened was known on its day. @returns its id */
export async function buildAsk(app: App, parts: AskParts): Promise<string> {
  const context = worldContext(app);
  const id = randomUUID();
  const {
    sentOn = null,
    answers = [],
    legalWay = 'PROPOSAL',
    demand = `Да се изпълни обещаното ${nextNumber()}`,
  } = parts;
  const registeredOn = parts.registeredOn === undefined ? sentOn : parts.registeredOn;
  const decisionMakerId = parts.decisionMakerId ?? (await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION' }));
  const isAnswered = answers.some(({ level }) => level !== 'ACKNOWLEDGED');
  const state = sentOn === null ? AskState.DRAFT : isAnswered ? AskState.ANSWERED : AskState.SENT;
  await rows(
    context,
    sql`insert into ask (id, campaign_id, measure_id, demand, decision_maker_id, signed_by_id, legal_way, state, sent_on, sent_known_from, registered_on, registered_known_from)
        values (${id}, ${parts.campaignId}, ${parts.measureId ?? null}, ${demand}, ${decisionMakerId}, ${parts.signedById}, ${legalWay}, ${state},
                ${sentOn}, ${sentOn}, ${registeredOn}, ${registeredOn})`,
  );
  for (const [index, { level, answeredOn, promisedBy = null, text = null }] of answers.entries()) {
    await rows(
      context,
      sql`insert into ask_answer (ask_id, number, level, text, answered_on, promised_by, known_from)
          values (${id}, ${index + 1}, ${level}, ${text}, ${answeredOn}, ${promisedBy}, ${answeredOn})`,
    );
  }
  return id;
}

export interface ProgressParts {
  readonly measureId: string;
  readonly planId: string;
  readonly measureVersionId: string;
  readonly official?: CompletionLevel | null;
  readonly community?: CompletionLevel | null;
  readonly fromDay?: string;
  /** The first day on which it no longer holds; null: it goes on. */
  readonly toDay?: string | null;
  readonly flags?: Partial<Record<'contested' | 'stale' | 'late' | 'unfunded' | 'dropped', boolean>>;
  readonly incomplete?: readonly string[];
}

/** One roll-up row of a measure, for tests of what reads progress and not of how it comes about; it takes the place of those from the same day. */
export async function buildProgressRow(app: App, parts: ProgressParts): Promise<void> {
  const {
    measureId,
    planId,
    measureVersionId,
    official = null,
    community = null,
    fromDay = LONG_AGO,
    toDay = null,
    flags = {},
    incomplete = [],
  } = parts;
  const { kind, value } = gapBetween({ official, community });
  const context = worldContext(app);
  await rows(context, sql`delete from measure_progress where measure_id = ${measureId} and from_day = ${fromDay}`);
  await rows(
    context,
    sql`insert into measure_progress (measure_id, from_day, to_day, plan_id, measure_version_id, objective_path, official_level, community_level, contested, stale,
          bodies_differ, schedule_state, late, gap_kind, gap_value, unfunded, incomplete, dropped, groups, agreeing_groups, observation_count, looked_count, settlement_count)
        values (${measureId}, ${fromDay}, ${toDay}, ${planId}, ${measureVersionId}, '{}', ${official}, ${community}, ${flags.contested ?? false}, ${flags.stale ?? false},
          false, 'RUNNING', ${flags.late ?? false}, ${kind}, ${value}, ${flags.unfunded ?? false}, ${incomplete}::text[], ${flags.dropped ?? false}, 0, 0, 0, 0, 0)`,
  );
}
