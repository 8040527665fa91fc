/** What a version of a plan did with each measure, from the two versions and what is recorded of those that did not go on. Pure. */
import { MeasureChange } from '../../schema/vocabulary/measure-change.ts';

/** What is compared, by name, each as one text. */
export type ComparedFields = Readonly<Record<string, string>>;

export interface ComparedMeasure {
  readonly id: string;
  readonly measureId: string;
  readonly position: number;
  readonly change: MeasureChange;
  readonly compared: ComparedFields;
}

export interface Succession {
  readonly fromMeasureId: string;
  /** Null: dropped. */
  readonly toMeasureId: string | null;
  readonly change: MeasureChange;
}

export interface VersionPair<Row extends ComparedMeasure> {
  readonly before: readonly Row[];
  readonly after: readonly Row[];
  readonly successions: readonly Succession[];
}

export interface ChangeEntry<Row> {
  readonly change: MeasureChange;
  readonly before: Row | null;
  readonly after: Row | null;
  readonly fields: string[];
}

/** In the order of the newer document, the dropped last in the order of the older. Measures that stand as before are left out. */
export function versionChanges<Row extends ComparedMeasure>({
  before,
  after,
  successions,
}: VersionPair<Row>): ChangeEntry<Row>[] {
  const earlier = new Map(before.map((row) => [row.measureId, row]));
  const later = new Map(after.map((row) => [row.measureId, row]));
  const cameFrom = Map.groupBy(successions, ({ toMeasureId }) => toMeasureId);
  const wentOn = new Set(
    successions
      .filter(({ toMeasureId }) => toMeasureId !== null && later.has(toMeasureId))
      .map(({ fromMeasureId }) => fromMeasureId),
  );

  const entries = inOrder(after).flatMap((row) => {
    const same = earlier.get(row.measureId);
    const origins = (cameFrom.get(row.measureId) ?? [])
      .filter(({ fromMeasureId }) => fromMeasureId !== row.measureId)
      .toSorted((a, b) => positionOf(earlier.get(a.fromMeasureId)) - positionOf(earlier.get(b.fromMeasureId)));
    const joined = origins.map(({ fromMeasureId, change }) =>
      entryOf({ change, before: earlier.get(fromMeasureId) ?? null, after: row }),
    );
    if (same !== undefined) return [entryOf({ change: row.change, before: same, after: row }), ...joined];
    return joined.length > 0 ? joined : [entryOf({ change: row.change, before: null, after: row })];
  });
  const dropped = inOrder(before)
    .filter(({ measureId }) => !later.has(measureId) && !wentOn.has(measureId))
    .map((row) => entryOf<Row>({ change: MeasureChange.DROPPED, before: row, after: null }));
  return [...entries, ...dropped].filter(
    ({ change, fields }) => change !== MeasureChange.UNCHANGED || fields.length > 0,
  );
}

function entryOf<Row extends ComparedMeasure>({
  change,
  before,
  after,
}: Omit<ChangeEntry<Row>, 'fields'>): ChangeEntry<Row> {
  return {
    change,
    before,
    after,
    fields: before === null || after === null ? [] : differingFields(before.compared, after.compared),
  };
}

function differingFields(before: ComparedFields, after: ComparedFields): string[] {
  return Object.keys(after).filter((field) => before[field] !== after[field]);
}

const positionOf = (row: ComparedMeasure | undefined): number => row?.position ?? Infinity;

const inOrder = <Row extends ComparedMeasure>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => a.position - b.position);
