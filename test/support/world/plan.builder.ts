import { randomUUID } from 'node:crypto';
import type { PolicyLevel } from '../../../schema/vocabulary/policy-level.ts';
import type { App } from '../../../server/app.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import { buildCountry, buildMunicipality } from './territory.builder.ts';
import { LONG_AGO, nextNumber, worldContext } from './world-context.ts';

export interface DocumentParts {
  readonly title?: string;
  readonly level?: PolicyLevel;
  readonly territoryId?: string;
  readonly periodFrom?: string | null;
  readonly periodTo?: string | null;
  readonly adoptedOn?: string | null;
  readonly knownFrom?: string;
}

/** A national strategy for 2021–2030 unless told otherwise. @returns its id */
export async function buildStrategy(
  app: App,
  parts: DocumentParts & { readonly implementsId?: string | null } = {},
): Promise<string> {
  const id = randomUUID();
  const {
    title = `Стратегия ${nextNumber()}`,
    level = 'NATIONAL',
    periodFrom = '2021-01-01',
    periodTo = '2030-12-31',
    adoptedOn = null,
    knownFrom = LONG_AGO,
    implementsId = null,
  } = parts;
  const territoryId = parts.territoryId ?? (await buildCountry(app)).id;
  await rows(
    worldContext(app),
    sql`insert into strategy (id, level, title, territory_id, period_from, period_to, adopted_on, known_from, implements_id)
        values (${id}, ${level}, ${title}, ${territoryId}, ${periodFrom}, ${periodTo}, ${adoptedOn}, ${knownFrom}, ${implementsId})`,
  );
  return id;
}

export interface PlanParts extends DocumentParts {
  readonly strategyId?: string | null;
  readonly parentId?: string | null;
  readonly isSample?: boolean;
}

/** A municipal plan for 2024–2027 without a version unless told otherwise. */
export async function buildPlan(
  app: App,
  parts: PlanParts = {},
): Promise<{ readonly id: string; readonly territoryId: string }> {
  const id = randomUUID();
  const {
    title = `План за действие ${nextNumber()}`,
    level = 'MUNICIPAL',
    periodFrom = '2024-01-01',
    periodTo = '2027-12-31',
    adoptedOn = null,
    knownFrom = LONG_AGO,
    strategyId = null,
    parentId = null,
    isSample = false,
  } = parts;
  const territoryId = parts.territoryId ?? (await buildMunicipality(app)).id;
  await rows(
    worldContext(app),
    sql`insert into action_plan (id, level, title, territory_id, period_from, period_to, adopted_on, known_from, strategy_id, parent_id, is_sample)
        values (${id}, ${level}, ${title}, ${territoryId}, ${periodFrom}, ${periodTo}, ${adoptedOn}, ${knownFrom}, ${strategyId}, ${parentId}, ${isSample})`,
  );
  return { id, territoryId };
}
