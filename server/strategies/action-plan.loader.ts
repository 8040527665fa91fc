import type { LocalDate } from '../../schema/rules/days.ts';
import type { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import { every, sql } from '../platform/sql.ts';
import type { ActionPlan } from './action-plan.entity.ts';
import { inForceSql, byLevelAndAge } from './in-force.ts';

export type ActionPlanRow = ActionPlan;

const p = sql`p`;

const plans = reading<ActionPlanRow>({
  type: 'ActionPlan',
  from: sql`action_plan p`,
  columns: columnsOf('p', [
    'id',
    'level',
    'title',
    'territoryId',
    'strategyId',
    'parentId',
    'periodText',
    'periodFrom',
    'periodTo',
    'adoptedBy',
    'act',
    'adoptedOn',
    'source',
    'isSample',
    'knownFrom',
  ]),
  always: ['id', 'territoryId', 'strategyId', 'parentId'],
  needs: { inForce: ['periodFrom', 'periodTo', 'adoptedOn'] },
});

const inOrder = byLevelAndAge(p);

export const planById = plans.one({ key: sql`p.id` });

/** Plans that implement a strategy directly. */
export const plansOfStrategy = plans.many({ key: sql`p.strategy_id`, order: inOrder });

/** Plans that stand inside a longer one, newest first. */
export const annualPlansOf = plans.many({ key: sql`p.parent_id`, order: inOrder });

/** Plans of a territory itself, newest first. */
export const plansOfTerritory = plans.many<{ readonly inForceOn: LocalDate | null }>({
  key: sql`p.territory_id`,
  where: ({ inForceOn }) => (inForceOn === null ? null : inForceSql(p, inForceOn)),
  order: inOrder,
});

/** Plans of a territory itself, known by the day, that are in force on it or give no period; newest first. */
export const plansStandingIn = plans.many<LocalDate>({
  key: sql`p.territory_id`,
  where: (day) => sql`p.known_from <= ${day}::date and (${inForceSql(p, day)}) is not false`,
  order: inOrder,
});

export interface PlanFilter {
  /** Code of the territory that it is of. */
  readonly territory?: string | null;
  readonly level?: PolicyLevel | null;
  readonly inForceOn?: LocalDate | null;
}

/** Plans, the widest level first, within it the newest period. */
export const listPlans = plans.list<PlanFilter>({
  where: ({ territory, level, inForceOn }) =>
    every([
      level ? sql`p.level = ${level}` : null,
      territory ? sql`p.territory_id = (select id from territory where code = ${territory})` : null,
      inForceOn ? inForceSql(p, inForceOn) : null,
    ]),
  order: inOrder,
});
