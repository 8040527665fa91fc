/**
 * What public answers rest on. An answer may be kept when all its root fields stand in KEPT_ROOTS; it then rests on the
 * whole site, unless it names a plan, a measure or a territory and every field it selects was reviewed here as staying
 * within the plans of that, beside what changes seldom (register, documents, campaigns). A new field rests on the whole
 * site until somebody has looked and entered it; a new root field is not kept.
 */
import type { App } from './app.ts';
import { reachOf, type Reach, type Review } from './platform/answer-cache/document-reach.ts';
import type { PublicQuestion } from './platform/answer-cache/question.ts';
import { DocumentMemory } from './platform/document-memory.ts';
import { isUuid } from './platform/node.ts';
import { rows, sql } from './platform/sql.ts';
import { WHOLE_SITE, type Topic } from './platform/versions/content-versions.ts';

const words = (text: string): readonly string[] => text.split(' ');

/** Their answers to the public rest on public tables alone, each of which has its triggers (test/api/content-change.test.ts). */
export const KEPT_ROOTS: ReadonlySet<string> = new Set([
  ...words('__typename actionPlan actionPlans campaign campaigns coalition coalitions councilDesk legalWays measure'),
  ...words('measures node observation organization organizations strategies strategy territories territory today'),
]);

const connection = words('edges nodes pageInfo totalCount');
const edge = words('cursor node');
const planFacts =
  'act adoptedBy adoptedOn id inForce isSample knownFrom level periodFrom periodText periodTo source title strategy territory parent annualPlans';
const place = 'code id kind latitude longitude name nameEn parent path settlementKind settlements';
const track = words('complete completionIndex limited none notStarted substantial');

const STAYS_WITHIN: Review['staysWithin'] = {
  Query: words('actionPlan measure territory councilDesk today'),
  CouncilDesk: words('asOf asksAnsweredLate asksAwaiting findings lateReports plans progress territory'),
  ActionPlan: words(
    `${planFacts} lastUpdated measureCount measures objectives obligations plannedTotal progress reports version versions`,
  ),
  'ActionPlan outside': words(planFacts),
  Territory: words(`${place} actionPlans children progress`),
  'Territory outside': words(place),
  TerritoryConnection: connection,
  TerritoryEdge: edge,
  PageInfo: words('endCursor hasNextPage hasPreviousPage startCursor'),
  PlanVersion: words(
    'act adoptedBy adoptedOn changes enteredAfterwards fileName fileSha256 id knownFrom label measureCount number',
  ),
  MeasureChangeEntry: words('after before change fields'),
  Objective: words('code id kind parentId position progress wording'),
  MeasureConnection: connection,
  MeasureEdge: edge,
  Measure: words(
    'asWritten assessment campaigns code dropped fundingLines history id indicators objectiveId objectivePath observations pendingAssessment period places plan plannedTotal predecessors responsibles source statements successors targetGroups versions wording',
  ),
  MeasureLink: words('change measure'),
  MeasureVersion: words('change code codeGenerated id measureId period plannedTotal version wording'),
  WrittenField: words('field text'),
  SourcePlace: words('fileName row table'),
  Period: words('endsOn recurring startsOn text'),
  Money: words('amountCents currency eurCents'),
  FundingLine: words('amount asWritten programme projectNumber sourceText state'),
  Indicator: words('asWritten baseline direction id target unit values wording'),
  IndicatorValue: words('on saidBy value'),
  Responsible: words('asWritten bodyKind leads organization'),
  Progress: words('asOf community contested gaps incomplete late measures official stale unfunded'),
  TrackProgress: track,
  CompletionIndex: words('lower upper'),
  GapCounts: words('aligned dark overstated understated unmonitored unreported'),
  MeasureAssessment: words(
    'agreeingGroups asOf bodiesDiffer communityLevel confidence contested daysLeft explanation gapKind gapValue groups incomplete lastSeenMonth late lookedCount observationCount officialLevel scheduleState settlementCount stale unfunded',
  ),
  Explanation: words('confidenceStep freshFromMonth settlements voices'),
  SettlementLevel: words('groups level settlement'),
  Voice: words('level organization'),
  PendingAssessment: words('asOf communityLevel confidence waiting'),
  MeasureStatement: words(
    'adoptedOn correction id indicatorValues knownFrom level organization report spent text wordsHiddenBecause wordsHiddenOn',
  ),
  OfficialReport: words(
    'act adoptedBy adoptedOn enteredAfterwards id knownFrom organization periodFrom periodLabel periodTo source statements title wordsHiddenBecause wordsHiddenOn',
  ),
  ReportingObligation: words(
    'adoptedOn creditor daysLate debtor dueOn forwardedOn id periodFrom periodLabel periodTo receivedOn source',
  ),
  ObservationConnection: connection,
  ObservationEdge: edge,
  Observation: words(
    'dontKnow fromImplementer id level measure method officialLevelThen publishedMonth seenMonth settlement undone withdrawn words wordsHidden',
  ),
  HistoryEntry: words('enteredAfterwards kind level month on organization subjectId text wordsHiddenOn'),
  Organization: words('id kind name nameEn sector territory'),
  Strategy: words(
    'act actionPlans adoptedBy adoptedOn id implementedBy implements inForce knownFrom level periodFrom periodText periodTo source territory title',
  ),
  Campaign: words('coalition goal id isPublic stage startsOn title wordsHiddenBecause wordsHiddenOn'),
  Coalition: words('foundedOn id name purpose territory wordsHiddenBecause wordsHiddenOn'),
  Ask: words(
    'answer answers campaign clockState daysLate decisionMaker demand dueOn escalates extensions id incomingNumber lastDayToContest legalWay registeredOn sentOn signedBy state wordsHiddenBecause wordsHiddenOn',
  ),
  AskAnswer: words('answeredOn id level promisedBy text wordsHiddenBecause wordsHiddenOn'),
  AskExtension: words('announcedOn id reason untilOn wordsHiddenBecause wordsHiddenOn'),
  LegalWay: words('cite code name silenceMeans termDays termMonths termText verified'),
};

const LEADS_OUT: Review['leadsOut'] = new Set(
  words(
    'ActionPlan.annualPlans ActionPlan.parent ActionPlan.strategy ActionPlan.territory Coalition.territory CouncilDesk.territory Observation.settlement Organization.territory SettlementLevel.settlement Strategy.actionPlans Strategy.territory Territory.parent Territory.path Territory.settlements',
  ),
);

export const REVIEW: Review = { keptRoots: KEPT_ROOTS, staysWithin: STAYS_WITHIN, leadsOut: LEADS_OUT };

export const ALL_TOPICS: readonly Topic[] = [WHOLE_SITE];
/** What changes seldom is not told apart. */
const SELDOM: readonly Topic[] = ['campaigns', 'documents', 'register', 'site'];
/** Above this many plans, the whole site is as good. */
const MOST_PLANS = 60;
/** Of what is kept of a reach: its roots and what they name. */
const REACH_BYTES = 4_000;

/** @returns what tells which topics a question rests on; null: its answer is not to be kept. */
export function restsOn(app: Pick<App, 'schema' | 'statements' | 'database'>, memory = new DocumentMemory()) {
  const reaches = memory.shelf<{ readonly reach: Reach | null }>('reach');
  const reader = { em: app.database.em, statements: app.statements };

  function reachFor({ text, operationName }: PublicQuestion): Reach | null {
    const key = { document: text, part: operationName ?? '' };
    let known = reaches.get(key);
    if (known === undefined) {
      known = { reach: reachOf({ schema: app.schema, review: REVIEW }, { text, operationName }) };
      reaches.set(key, known, REACH_BYTES);
    }
    return known.reach;
  }

  /** Null: not to be told. */
  async function plansOf(name: string, argument: Readonly<Record<string, string | null>>): Promise<string[] | null> {
    const { id = null, code = null, territory = code } = argument;
    if (name === 'today' || name === '__typename') return [];
    if (name === 'actionPlan') return id !== null && isUuid(id) ? [id.toLowerCase()] : null;
    if (name === 'measure' && id !== null && isUuid(id)) {
      const found = await rows<{ planId: string }>(reader, sql`select plan_id from measure where id = ${id}::uuid`);
      return found.length === 1 ? found.map(({ planId }) => planId) : null;
    }
    if ((name === 'territory' || name === 'councilDesk') && territory !== null) return plansWithin(territory);
    return null;
  }

  async function plansWithin(code: string): Promise<string[] | null> {
    const found = await rows<{ id: string }>(
      reader,
      sql`with recursive inside as (
            select id from territory where code = ${code} union select c.id from territory c join inside on c.parent_id = inside.id
          ) select p.id from action_plan p join inside on inside.id = p.territory_id order by p.id limit ${MOST_PLANS + 1}`,
    );
    return found.length > MOST_PLANS ? null : found.map(({ id }) => id);
  }

  return async (question: PublicQuestion): Promise<readonly Topic[] | null> => {
    const reach = reachFor(question);
    if (reach === null || !reach.staysWithin) return reach && ALL_TOPICS;
    const plans = await Promise.all(
      reach.roots.map(({ name, textArguments }) => plansOf(name, textArguments(question.variables))),
    );
    if (plans.includes(null)) return ALL_TOPICS;
    const topics = new Set(plans.flat().map((id): Topic => `plan:${id}`));
    return [...SELDOM, ...[...topics].toSorted()];
  };
}
