import type { PolicyLevel } from '../../schema/vocabulary/policy-level.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import { every, sql } from '../platform/sql.ts';
import { byLevelAndAge } from './in-force.ts';
import type { Strategy } from './strategy.entity.ts';

export type StrategyRow = Strategy;

const s = sql`s`;

const strategies = reading<StrategyRow>({
  type: 'Strategy',
  from: sql`strategy s`,
  columns: columnsOf('s', [
    'id',
    'level',
    'title',
    'territoryId',
    'periodText',
    'periodFrom',
    'periodTo',
    'adoptedBy',
    'act',
    'adoptedOn',
    'source',
    'implementsId',
    'knownFrom',
  ]),
  always: ['id', 'territoryId', 'implementsId'],
  needs: { inForce: ['periodFrom', 'periodTo', 'adoptedOn'], coverage: ['level'] },
});

const inOrder = byLevelAndAge(s);

export const strategyById = strategies.one({ key: sql`s.id` });

/** Strategies that implement the given one directly. */
export const strategiesImplementing = strategies.many({ key: sql`s.implements_id`, order: inOrder });

export const strategiesOfTerritory = strategies.many({ key: sql`s.territory_id`, order: inOrder });

export interface StrategyFilter {
  readonly level?: PolicyLevel | null;
  /** Code of the territory that it is of. */
  readonly territory?: string | null;
}

/** Strategies, the widest level first, within it the newest period. */
export const listStrategies = strategies.list<StrategyFilter>({
  where: ({ level, territory }) =>
    every([
      level ? sql`s.level = ${level}` : null,
      territory ? sql`s.territory_id = (select id from territory where code = ${territory})` : null,
    ]),
  order: inOrder,
});
