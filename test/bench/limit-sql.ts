/** Parts of the limit's statements. The first parameter is what is asked about, the second the day. */
import { progressFigures } from './progress-columns.ts';

export const DAY = '$2::date';

/** An object for one row. Naming columns once is nearly twice as fast as json_build_object, which looks at each key again for each row. */
function jsonObject(columns: readonly string[]): string {
  return `(select row_to_json(j) from (select ${columns.join(', ')}) j)`;
}

/** Progress as the API has it, over the columns of `progressSums`. */
export const progressJson: string = jsonOf(new Map(progressFigures));

/** The same of no measures: nothing counted, and no index. */
export const EMPTY_PROGRESS = `'${JSON.stringify(emptyOf(progressFigures.map(([path]) => path.split('.'))))}'::json`;

function emptyOf(paths: readonly (readonly string[])[]): unknown {
  const groups = Map.groupBy(paths, ([head = '']) => head);
  return Object.fromEntries(
    [...groups].map(([head, group]) => {
      const inner = group.map((path) => path.slice(1)).filter((path) => path.length > 0);
      return [head, head === 'completionIndex' ? null : inner.length > 0 ? emptyOf(inner) : 0];
    }),
  );
}

function jsonOf(figures: ReadonlyMap<string, string>): string {
  const heads = [...Map.groupBy(figures, ([path]) => path.split('.')[0] ?? '')];
  const parts = heads.map(([head, group]) => {
    const inner = new Map(group.map(([path, expression]) => [path.slice(head.length + 1), expression]));
    const own = inner.get('');
    if (own !== undefined) return `${own} as "${head}"`;
    return head === 'completionIndex'
      ? `case when measures > 0 then ${jsonOf(inner)} end as "${head}"`
      : `${jsonOf(inner)} as "${head}"`;
  });
  return jsonObject(parts);
}

/** The version of a plan that counts on the day. */
export const versionOn = (planId: string): string =>
  `select v.id from plan_version v where v.plan_id = ${planId} and greatest(v.known_from, v.adopted_on) <= ${DAY} order by v.number desc limit 1`;

/** Whether a plan is in force on the day; null when its source gives no period. */
export const inForce = (plan: string): string => `
  case when ${DAY} < ${plan}.period_from or ${DAY} < ${plan}.adopted_on or ${DAY} > ${plan}.period_to then false
       when ${plan}.period_from is null and ${plan}.period_to is null then null else true end`;

/** Sums of planned money by currency, as the API has them: `lines` are rows of funding_line f. */
export const moneyJson = (amount: string, currency: string): string =>
  jsonObject([
    `${amount} as "amountCents"`,
    `${currency} as "currency"`,
    `case ${currency} when 'EUR' then ${amount} else round(${amount} * 100000 / 195583.0)::bigint end as "eurCents"`,
  ]);

const ASSESSMENT = {
  officialLevel: 's.official_level',
  communityLevel: 's.community_level',
  confidence: 's.confidence',
  contested: 's.contested',
  stale: 's.stale',
  scheduleState: 's.schedule_state',
  late: 's.late',
  gapKind: 's.gap_kind',
  gapValue: 's.gap_value',
  unfunded: 's.unfunded',
  incomplete: 's.incomplete',
  groups: 's.groups',
  agreeingGroups: 's.agreeing_groups',
  observationCount: 's.observation_count',
  lastSeenMonth: 's.last_seen_month',
} as const;

export type AssessmentField = keyof typeof ASSESSMENT;
export const ASSESSMENT_FIELDS = Object.keys(ASSESSMENT) as AssessmentField[];

/** An assessment of a row `s` of measure_progress; `further` are more parts of the object. */
export const assessmentJson = (fields: readonly AssessmentField[], further: readonly string[] = []): string =>
  jsonObject([...fields.map((field) => `${ASSESSMENT[field]} as "${field}"`), ...further]);

/** A row of measure_responsible r with its organization g, which may be missing. */
export const responsibleJson = jsonObject([
  'r.as_written as "asWritten"',
  'r.body_kind as "bodyKind"',
  'r.leads',
  `case when g.id is not null then ${jsonObject(['g.id', 'g.name'])} end as "organization"`,
]);
