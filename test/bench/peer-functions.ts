/**
 * What the peer needs beside the tables to answer the same questions: functions in a schema of its own that it shows as
 * fields, as its users write them. Without them it could not tell a state as of a day at all.
 */
const LEVELS = ['not_started', 'limited', 'substantial', 'complete'] as const;
const GAPS = ['aligned', 'overstated', 'understated', 'unreported', 'unmonitored', 'dark'] as const;

const columns = [
  'measures',
  ...['official', 'community'].flatMap((track) => [...LEVELS, 'none'].map((level) => `${track}_${level}`)),
  ...GAPS,
  'late',
  'contested',
  'stale',
  'unfunded',
  'incomplete',
];
const conditions = [
  'true',
  ...['official_level', 'community_level'].flatMap((column) => [
    ...LEVELS.map((level) => `s.${column} = '${level.toUpperCase()}'`),
    `s.${column} is null`,
  ]),
  ...GAPS.map((kind) => `s.gap_kind = '${kind.toUpperCase()}'`),
  's.late',
  's.contested',
  's.stale',
  's.unfunded',
  'cardinality(s.incomplete) > 0',
];
const counts = conditions.map((condition) => `count(*) filter (where ${condition})::int`).join(', ');
const stateOn = (measureId: string): string =>
  `lateral (select * from public.measure_progress p where p.measure_id = ${measureId} and p.from_day <= as_of order by p.from_day desc limit 1)`;

/** The fields of its `Progress`, in its spelling. */
export const peerProgressFields = columns
  .map((column) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))
  .join(' ');

export const peerStatements: readonly string[] = [
  /* sql */ `
create schema peer;
create type peer.progress as (${columns.map((column) => `${column} int`).join(', ')});
create function peer.action_plan_progress_on(plan public.action_plan, as_of date) returns peer.progress language sql stable as $$
  select (${counts})::peer.progress from public.measure m cross join ${stateOn('m.id')} s where m.plan_id = plan.id and not s.dropped $$;
create function peer.objective_progress_on(node public.objective, as_of date) returns peer.progress language sql stable as $$
  select (${counts})::peer.progress from public.measure_version mv cross join ${stateOn('mv.measure_id')} s
  where mv.version_id = node.version_id and node.id = any(mv.objective_path) and not s.dropped $$;
create function peer.measure_version_state_on(version public.measure_version, as_of date) returns public.measure_progress language sql stable as $$
  select * from public.measure_progress p where p.measure_id = version.measure_id and p.from_day <= as_of order by p.from_day desc limit 1 $$;
create function peer.measure_published(measure public.measure) returns setof public.observation language sql stable as $$
  select * from public.observation o where o.measure_id = measure.id and o.published_on is not null order by o.seen_on desc, o.id $$;
`,
];
