/**
 * The switch that the transformed server asks at each guard: whether it is taken away at this moment. It also notes
 * which guards were asked, so that a removal is put only to what can notice it.
 */
import { ALLOWED } from './allowed.ts';
import { sql, type Sql } from '../../../server/platform/sql.ts';

type AnyFunction = (...args: any[]) => unknown;

export interface GuardSwitch {
  /** Guards that are taken away. */
  readonly off: Set<string>;
  /** Guards that were asked since it was last cleared. */
  readonly touched: Set<string>;
  /** Those of them that said anything else than they say when they are away: only there can they be missed. */
  readonly refused: Set<string>;
  /** Set by whoever runs removals: what "everywhere" is. */
  territoryIds: readonly string[];
  isOff(id: string): boolean;
  /** What a comparison said, or what allows. */
  compared(id: string, said: boolean, allowing: boolean): boolean;
  /** The function, or what allows. `target` is the exported guard that it calls, `type` what that gives back. */
  call(id: string, guarded: AnyFunction, target: string, type: string): AnyFunction;
  /** What a guard written as a function statement gives back when it is off. */
  allowed(target: string, type: string, args: readonly unknown[]): unknown;
  /** A condition that is looked at anew wherever it is put into a statement. */
  condition(id: string, make: () => Sql, target: string): Sql;
  rule(id: string, rule: (context: never) => Sql | null): (context: never) => Sql | null;
}

const TRUE: Sql = sql`true`;

export function createGuardSwitch(): GuardSwitch {
  const off = new Set<string>();
  const touched = new Set<string>();
  const refused = new Set<string>();
  const isOff = (id: string): boolean => {
    touched.add(id);
    refused.add(id);
    return off.has(id);
  };
  const allowed: GuardSwitch['allowed'] = (target, type, args) => {
    const special = ALLOWED[target];
    if (special !== undefined) return special(args);
    if (type === 'boolean') return true;
    if (type === 'Sql') return TRUE;
    if (type === 'Sql | null') return null;
    throw new Error(`Nothing is said of what ${target} gives when it allows.`);
  };
  return {
    off,
    touched,
    refused,
    territoryIds: [],
    isOff,
    allowed,
    call:
      (id, guarded, target, type) =>
      (...args) => {
        touched.add(id);
        if (off.has(id)) return allowed(target, type, args);
        let isRefusal = true;
        try {
          const said = guarded(...args);
          isRefusal = said !== allowed(target, type, args);
          return said;
        } finally {
          if (isRefusal) refused.add(id);
        }
      },
    compared: (id, said, allowing) => {
      touched.add(id);
      if (said !== allowing) refused.add(id);
      return off.has(id) ? allowing : said;
    },
    condition: (id, make, target) => {
      const now = (): Sql => (isOff(id) ? (allowed(target, 'Sql', []) as Sql) : make());
      return {
        get text() {
          return now().text;
        },
        get values() {
          return now().values;
        },
      };
    },
    rule: (id, rule) => (context) => (isOff(id) ? null : rule(context)),
  };
}

declare global {
  /** Stands before any module of the server is read. */
  var guardSwitch: GuardSwitch;
}
