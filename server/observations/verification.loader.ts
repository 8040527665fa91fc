/** Observations as their verifiers see them; which ones, verification.policy.ts says in every statement. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { VerificationRight } from '../../schema/rules/independence.ts';
import type { ObservationState } from '../../schema/vocabulary/observation-state.ts';
import type { VerificationBar } from '../../schema/vocabulary/verification-bar.ts';
import type { Actor } from '../platform/access.ts';
import { mapNodes, type ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import { every, oneRow, sql, type Sql } from '../platform/sql.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import {
  barToSettle,
  PublishedTextAct,
  rightToDecide,
  rightToSettle,
  roleOrganizationIds,
  shownToPublic,
  type ObservationOriginRow,
  type VerifiedBy,
  type Verifier,
} from './observation.policy.ts';
import type { VerificationItem } from './observation.type.ts';
import type { ReportedText } from './text-report.type.ts';
import {
  implementers,
  publicAsItem,
  publicInQueue,
  shownAsItem,
  shownInQueue,
  validOn,
} from './verification.policy.ts';

export type VerificationItemRow = Omit<VerificationItem, '__typename'>;

interface UnjudgedRow extends Omit<VerificationItemRow, 'mayDecide' | 'whyNot'> {
  readonly origin: ObservationOriginRow;
  readonly state: ObservationState;
}

export type ReportedTextRow = Omit<ReportedText, '__typename'>;

interface UnjudgedReport extends Omit<ReportedTextRow, 'verifiedByYou' | 'mayHide' | 'mayDismiss' | 'mayUndo'> {
  readonly origin: ObservationOriginRow;
  readonly verified: VerifiedBy | null;
}

export async function verifierOf(context: RequestContext, actor: Actor): Promise<Verifier> {
  const { today } = context;
  const found = await oneRow<{ bodyIds: string[]; certificateValidUntil: LocalDate | null }>(
    context,
    sql`select (select coalesce(json_agg(distinct organization_id), '[]') from affiliation where person_id = ${actor.personId}::uuid and ${validOn(today)}) as body_ids,
          (select max(valid_to) from certificate where person_id = ${actor.personId}::uuid and competence = 'MONITORING' and valid_from <= ${today}::date and ${today}::date <= valid_to) as certificate_valid_until`,
  );
  return {
    personId: actor.personId,
    bodyIds: [...new Set([...(found?.bodyIds ?? []), ...roleOrganizationIds(actor)])],
    certificateValidUntil: found?.certificateValidUntil ?? null,
  };
}

const originOn = (day: LocalDate): Sql =>
  sql`json_build_object('personId', a.person_id, 'bodyIds', a.body_ids, 'invitedByPersonId', a.invited_by_person_id, 'implementerIds', ${implementers(day)})`;

/** Who carries a measure out changes with the day: each day has its readers. */
function readersOn(day: LocalDate) {
  const item: ReadingOf<UnjudgedRow> = {
    type: 'VerificationItem',
    from: sql`observation o join observation_author a on a.observation_id = o.id join measure m on m.id = o.measure_id join action_plan p on p.id = m.plan_id`,
    columns: {
      ...columnsOf('o', ['id', 'measureId', 'level', 'dontKnow', 'words', 'seenOn', 'settlementId', 'method', 'state']),
      ...columnsOf('o', ['submittedOn', 'officialLevelThen']),
      pseudonym: sql`a.pseudonym`,
      revises: sql`o.revises_id`,
      origin: originOn(day),
    },
    always: ['id', 'measureId', 'settlementId'],
    needs: { mayDecide: ['origin'], whyNot: ['origin'] },
  };
  const report: ReadingOf<UnjudgedReport> = {
    type: 'ReportedText',
    from: item.from,
    columns: {
      ...columnsOf('o', ['id', 'measureId']),
      publishedWords: shownToPublic,
      reports: sql`(select json_agg(json_build_object('reason', r.reason, 'words', r.words, 'reportedOn', r.reported_on) order by r.reported_on, r.id)
        from text_report r where r.observation_id = o.id and r.settled_on is null)`,
      verified: sql`(select json_build_object('personId', d.decided_by_id, 'on', d.decided_on) from observation_decision d
        where d.observation_id = o.id and d.decision = 'VERIFIED' order by d.decided_at desc, d.id limit 1)`,
      origin: originOn(day),
    },
    always: ['id', 'measureId', 'origin', 'verified'],
  };
  return {
    day,
    listReported: reading({ ...report, rule: publicInQueue }).list({
      where: () =>
        sql`o.state = 'PUBLISHED' and exists (select from text_report r where r.observation_id = o.id and r.settled_on is null)`,
      order: [{ by: sql`o.id`, as: 'uuid' }],
    }),
    /** A list of one: the statement then names one id, and its plan of execution is made once. */
    listOne: reading({ ...item, rule: shownAsItem }).list<{ readonly id: string }>({
      where: ({ id }) => sql`o.id = ${id}::uuid and (o.published_on <= ${day}::date) is not true`,
      order: [{ by: sql`o.id`, as: 'uuid' }],
    }),
    /** Of what is public alone, whoever observed it. */
    listPublic: reading({ ...item, rule: publicAsItem }).list<{ readonly id: string }>({
      where: ({ id }) => sql`o.id = ${id}::uuid`,
      order: [{ by: sql`o.id`, as: 'uuid' }],
    }),
    listWaiting: reading({ ...item, rule: shownInQueue }).list<{ readonly territory: string | null }>({
      where: ({ territory }) =>
        every([
          sql`o.state = 'SUBMITTED'`,
          territory === null ? null : sql`p.territory_id in (${territoriesWithin(territory)})`,
        ]),
      order: [
        { by: sql`o.submitted_on`, as: 'date' },
        { by: sql`o.id`, as: 'uuid' },
      ],
    }),
  };
}

/** Of the day last asked for: nearly all requests are of one day. */
let latest: ReturnType<typeof readersOn> | null = null;

function readersOf({ today }: RequestContext): ReturnType<typeof readersOn> {
  if (latest?.day !== today) latest = readersOn(today);
  return latest;
}

export interface VerifierReading {
  readonly context: RequestContext;
  readonly actor: Actor;
  readonly verifier: Verifier;
}

interface JudgedRow extends VerificationItemRow {
  readonly state: ObservationState;
  readonly bar: VerificationBar | null;
}

type Judge = (by: Pick<VerifierReading, 'context' | 'verifier'>, origin: ObservationOriginRow) => VerificationRight;

const mayDecideOn: Judge = ({ context, verifier }, origin) => rightToDecide({ verifier, origin, day: context.today });
const maySettle: Judge = ({ context, verifier }, origin) => rightToSettle({ verifier, origin, day: context.today });

/** Takes the observer off the row and leaves what follows from them; nothing where it was not asked for. */
function judged(
  { verifier, context }: VerifierReading,
  { origin, ...item }: Omit<UnjudgedRow, 'origin'> & Partial<Pick<UnjudgedRow, 'origin'>>,
  judge: Judge,
): JudgedRow {
  const right = origin === undefined ? null : judge({ context, verifier }, origin);
  const bar = right === null || right.ok ? null : right.bar;
  return { ...item, bar, mayDecide: right?.ok ?? false, whyNot: bar };
}

/** What waits for a decision in the verifier's places, the longest waiting day first. */
export async function listVerificationItems(
  asked: VerifierReading,
  page: ConnectionArgs,
  territory: string | null,
): Promise<ConnectionSource<VerificationItemRow>> {
  const { context } = asked;
  const waiting = await readersOf(context).listWaiting(context, page, { territory });
  return mapNodes(waiting, async (row): Promise<VerificationItemRow> => judged(asked, row, mayDecideOn));
}

/** One observation of the verifier's places that is not public, whatever its state; null when it is none, or is withdrawn. */
export const verificationItem = (context: RequestContext, actor: Actor, id: string): Promise<JudgedRow | null> =>
  itemOf({ context, actor, id }, readersOf(context).listOne, mayDecideOn);

/** The same of one that is public, which the observer makes no difference to; null when it is not, or is elsewhere. */
export const publicItem = (context: RequestContext, actor: Actor, id: string): Promise<JudgedRow | null> =>
  itemOf({ context, actor, id }, readersOf(context).listPublic, maySettle);

interface ItemAsked {
  readonly context: RequestContext;
  readonly actor: Actor;
  readonly id: string;
}

/** Always read whole: decisions rest on it. */
async function itemOf(
  { context, actor, id }: ItemAsked,
  list: ReturnType<typeof readersOn>['listOne'],
  judge: Judge,
): Promise<JudgedRow | null> {
  // neither waits for the other: they leave together
  const [verifier, { nodes }] = await Promise.all([
    verifierOf(context, actor),
    list({ ...context, selection: undefined }, { first: 1 }, { id }),
  ]);
  const [row] = nodes;
  return row === undefined ? null : judged({ context, actor, verifier }, row, judge);
}

/** Published texts of the verifier's places that were reported and wait to be settled, in an order that tells nothing. */
export async function listReportedTexts(
  { context, verifier }: VerifierReading,
  page: ConnectionArgs,
): Promise<ConnectionSource<ReportedTextRow>> {
  const day = context.today;
  const waiting = await readersOf(context).listReported(context, page);
  return mapNodes(waiting, async ({ origin, verified, ...row }): Promise<ReportedTextRow> => {
    const allowed = maySettle({ context, verifier }, origin).ok;
    const may = (act: PublishedTextAct): boolean =>
      allowed && barToSettle({ act, personId: verifier.personId, verified, day }) === null;
    return {
      ...row,
      verifiedByYou: verified?.personId === verifier.personId,
      mayHide: may(PublishedTextAct.HIDE),
      mayDismiss: may(PublishedTextAct.DISMISS),
      mayUndo: may(PublishedTextAct.UNDO),
    };
  });
}
