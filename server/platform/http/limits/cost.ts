/**
 * What an operation may cost at the most, in points, told before it runs. A thing that is answered is a point, a plain
 * value a tenth; a list counts as often as `first` allows, or as LIST_SIZE where it cannot be told; a root field costs
 * more for what it takes to begin at all. Introspection reads memory, not the database, and counts for a hundredth.
 *
 * The document alone settles most of it, once; what is left to the variables is worked out for each request.
 */
import type { ValueNode } from 'graphql';
import { Kind } from 'graphql';
import { LRUCache } from 'lru-cache';

export const COST = { thing: 1, value: 0.1, question: 10, change: 50, introspectionShare: 0.01 } as const;
/** Assumed of a list without pages: bodies of a measure, versions of a plan. */
export const LIST_SIZE = 10;

/** How many rows a page may have; the variable decides where one is named. */
export interface PageSize {
  readonly fallback: number;
  readonly given: ValueNode | null;
}

export interface CostPart {
  /** Of one instance, without what stands in it. */
  readonly points: number;
  /** How often it is answered; null: once. A page of the field above says better. */
  readonly listSize: number | null;
  /** Where the field takes `first`: the size of the lists in it. */
  readonly page: PageSize | null;
  readonly parts: readonly CostGroup[];
}

/** Parts that stand side by side; those of a fragment are shared by all places that use it. */
export type CostGroup = readonly (CostPart | CostGroup)[];

type Variables = Readonly<Record<string, unknown>>;

/** Each group is reckoned once for each size of page that it stands in, however often fragments repeat it. */
export function costOf(group: CostGroup, variables: Variables): number {
  return reckon(group, { variables, rows: null, known: new Map() });
}

/** Sizes of pages for which the cost of an operation is remembered. */
const KEPT_COSTS = 20;

/** The cost of one operation, reckoned once for each size of its pages. */
export class OperationCost {
  readonly #group: CostGroup;
  readonly #defaults: Variables;
  /** Variables that say how many rows a page has; nothing else of the variables decides. */
  readonly #deciding: readonly string[];
  readonly #known = new LRUCache<string, number>({ max: KEPT_COSTS });

  /** @param defaults of variables that the request does not give. */
  constructor(group: CostGroup, defaults: Variables) {
    this.#group = group;
    this.#defaults = defaults;
    this.#deciding = [...pageVariables(group)];
  }

  /** In whole points. */
  of(variables: Variables): number {
    const values = this.#deciding.map((name) => (Object.hasOwn(variables, name) ? variables : this.#defaults)[name]);
    const key = values.map((value) => (typeof value === 'number' ? value : '')).join();
    let cost = this.#known.get(key);
    if (cost === undefined) {
      cost = Math.ceil(costOf(this.#group, Object.fromEntries(this.#deciding.map((name, at) => [name, values[at]]))));
      this.#known.set(key, cost);
    }
    return cost;
  }
}

function pageVariables(whole: CostGroup): ReadonlySet<string> {
  const names = new Set<string>();
  // a group that stands in many places is looked into once
  const groups = new Set([whole]);
  for (const group of groups)
    for (const part of group) {
      if (isGroup(part)) {
        groups.add(part);
        continue;
      }
      if (part.page?.given?.kind === Kind.VARIABLE) names.add(part.page.given.name.value);
      for (const inner of part.parts) groups.add(inner);
    }
  return names;
}

interface Place {
  readonly variables: Variables;
  /** Of the page that the group stands in; null: in none. */
  readonly rows: number | null;
  readonly known: Map<CostGroup, Map<number | null, number>>;
}

function reckon(group: CostGroup, place: Place): number {
  const known = place.known.get(group) ?? new Map<number | null, number>();
  place.known.set(group, known);
  const before = known.get(place.rows);
  if (before !== undefined) return before;
  let sum = 0;
  for (const part of group) sum += isGroup(part) ? reckon(part, place) : costOfPart(part, place);
  known.set(place.rows, sum);
  return sum;
}

const isGroup = (part: CostPart | CostGroup): part is CostGroup => Array.isArray(part);

function costOfPart({ points, listSize, page, parts }: CostPart, place: Place): number {
  const times = listSize === null ? 1 : (place.rows ?? listSize);
  if (parts.length === 0) return times * points;
  const rows = page === null ? null : rowsOf(page, place.variables);
  return times * (points + parts.reduce((sum, group) => sum + reckon(group, { ...place, rows }), 0));
}

function rowsOf({ fallback, given }: PageSize, variables: Variables): number {
  const value =
    given?.kind === Kind.INT
      ? Number(given.value)
      : given?.kind === Kind.VARIABLE
        ? variables[given.name.value]
        : undefined;
  // what is no number of rows is refused when it is read
  return typeof value === 'number' && value > 0 ? value : fallback;
}
