import type { TerritoryKind } from '../../../schema/vocabulary/territory-kind.ts';
import type { App } from '../../../server/app.ts';
import { oneRow, rows, sql } from '../../../server/platform/sql.ts';
import { searchTextOf } from '../../../server/territories/territory-search.ts';
import { nextNumber, worldContext } from './world-context.ts';

export interface BuiltTerritory {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly parentId: string | null;
}

interface TerritoryParts {
  readonly kind: TerritoryKind;
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | null;
  readonly parentId?: string | null;
}

/** A territory; the one with the same code when it is there already. */
export async function buildTerritory(
  app: App,
  { kind, code, name, nameEn = null, parentId = null }: TerritoryParts,
): Promise<BuiltTerritory> {
  const context = worldContext(app);
  await rows(
    context,
    sql`insert into territory (kind, code, name, name_en, parent_id, search_text)
        values (${kind}, ${code}, ${name}, ${nameEn}, ${parentId}, ${searchTextOf({ name, nameEn, code })}) on conflict (code) do nothing`,
  );
  const built = await oneRow<BuiltTerritory>(
    context,
    sql`select id, code, name, parent_id from territory where code = ${code}`,
  );
  if (built === null) throw new Error(`no territory ${code}`);
  return built;
}

/** BG, in EU. */
export async function buildCountry(app: App): Promise<BuiltTerritory> {
  const union = await buildTerritory(app, { kind: 'UNION', code: 'EU', name: 'Европейски съюз' });
  return buildTerritory(app, { kind: 'COUNTRY', code: 'BG', name: 'България', parentId: union.id });
}

export async function buildDistrict(app: App, parts: Partial<TerritoryParts> = {}): Promise<BuiltTerritory> {
  const number = nextNumber();
  const parentId = parts.parentId ?? (await buildCountry(app)).id;
  return buildTerritory(app, { kind: 'DISTRICT', code: `D${number}`, name: `Област ${number}`, ...parts, parentId });
}

export async function buildMunicipality(app: App, parts: Partial<TerritoryParts> = {}): Promise<BuiltTerritory> {
  const number = nextNumber();
  const parentId = parts.parentId ?? (await buildDistrict(app)).id;
  return buildTerritory(app, {
    kind: 'MUNICIPALITY',
    code: `M${number}`,
    name: `Община ${number}`,
    ...parts,
    parentId,
  });
}

export async function buildSettlement(app: App, parts: Partial<TerritoryParts> = {}): Promise<BuiltTerritory> {
  const number = nextNumber();
  const parentId = parts.parentId ?? (await buildMunicipality(app)).id;
  return buildTerritory(app, {
    kind: 'SETTLEMENT',
    code: String(10_000 + number),
    name: `Село ${number}`,
    ...parts,
    parentId,
  });
}
