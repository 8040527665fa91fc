/** The figures of progress as sums over roll-up rows: one list, from which the limit's and the peer's SQL are made. */

/** Column of the sum to the condition that counts a row of `s`. */
const counted: Readonly<Record<string, string>> = {
  measures: 'true',
  ...ofLevels('official'),
  ...ofLevels('community'),
  ...Object.fromEntries(
    ['aligned', 'overstated', 'understated', 'unreported', 'unmonitored', 'dark'].map((kind) => [
      `gap_${kind}`,
      `s.gap_kind = '${kind.toUpperCase()}'`,
    ]),
  ),
  late: 's.late',
  contested: 's.contested',
  stale: 's.stale',
  unfunded: 's.unfunded',
  incomplete: 'cardinality(s.incomplete) > 0',
  // not figures themselves: the completion index is made of them
  community_uncertain: 's.community_level is null or s.stale or s.contested',
};

function ofLevels(track: 'official' | 'community'): Record<string, string> {
  const column = `s.${track}_level`;
  const levels = ['not_started', 'limited', 'substantial', 'complete'].map((level) => [
    `${track}_${level}`,
    `${column} = '${level.toUpperCase()}'`,
  ]);
  return { ...Object.fromEntries(levels), [`${track}_none`]: `${column} is null` };
}

const stepsOf = (level: string): string =>
  `case ${level} when 'LIMITED' then 1 when 'SUBSTANTIAL' then 2 when 'COMPLETE' then 3 else 0 end`;

const summed: Readonly<Record<string, string>> = {
  official_steps: `sum(${stepsOf('s.official_level')})`,
  community_steps: `coalesce(sum(${stepsOf('s.community_level')}) filter (where s.community_level is not null and not s.stale and not s.contested), 0)`,
};

/** Of one set: an aggregate over rows `s` of measure_progress, each measure once. */
export const progressSums: string = Object.entries(counted)
  .map(([column, condition]) => `count(*) filter (where ${condition}) as ${column}`)
  .concat(Object.entries(summed).map(([column, sum]) => `${sum} as ${column}`))
  .join(', ');

/** Of a set made of others: an aggregate over their sums. */
export const progressTotals: string = [...Object.keys(counted), ...Object.keys(summed)]
  .map((column) => `coalesce(sum(${column}), 0)::int as ${column}`)
  .join(', ');

/** A bound of the completion index, from sums; null of an empty set. */
const bound = (steps: string): string => `(${steps})::float8 / nullif(3 * measures, 0)`;

/** What the API tells, as path in its answer and expression over the sums, in its order. */
export const progressFigures: readonly (readonly [path: string, expression: string])[] = [
  ['measures', 'measures'],
  ...trackFigures('official', 'official_none'),
  ...trackFigures('community', 'community_uncertain'),
  ...['aligned', 'overstated', 'understated', 'unreported', 'unmonitored', 'dark'].map(
    (kind) => [`gaps.${kind}`, `gap_${kind}`] as const,
  ),
  ...['late', 'contested', 'stale', 'unfunded', 'incomplete'].map((name) => [name, name] as const),
];

function trackFigures(track: string, uncertain: string): (readonly [string, string])[] {
  return [
    [`${track}.notStarted`, `${track}_not_started`],
    [`${track}.limited`, `${track}_limited`],
    [`${track}.substantial`, `${track}_substantial`],
    [`${track}.complete`, `${track}_complete`],
    [`${track}.none`, `${track}_none`],
    [`${track}.completionIndex.lower`, bound(`${track}_steps`)],
    [`${track}.completionIndex.upper`, bound(`${track}_steps + 3 * ${uncertain}`)],
  ];
}

/** The state of a measure on a day: its last row that began by then. */
export const stateOn = (measureId: string, day: string): string =>
  `lateral (select * from public.measure_progress p where p.measure_id = ${measureId} and p.from_day <= ${day} order by p.from_day desc limit 1) s`;
