/** Reads of coalitions and of who is in them. */
import type { LocalDate } from '../../schema/rules/days.ts';
import type { RequestContext } from '../platform/context.ts';
import { columnsOf, reading } from '../platform/reading.ts';
import type { SortKey } from '../platform/sort-key.ts';
import { rows, sql } from '../platform/sql.ts';
import { territoriesWithin } from '../territories/territory.loader.ts';
import type { Coalition, CoalitionMember } from './coalition.entity.ts';

export type CoalitionRow = Pick<
  Coalition,
  'id' | 'name' | 'territoryId' | 'purpose' | 'foundedOn' | 'wordsHiddenOn' | 'wordsHiddenBecause'
>;
export type CoalitionMemberRow = Pick<CoalitionMember, 'organizationId' | 'leads' | 'joinedOn'>;

const coalitions = reading<CoalitionRow>({
  type: 'Coalition',
  from: sql`coalition c`,
  columns: columnsOf('c', ['id', 'name', 'territoryId', 'purpose', 'foundedOn', 'wordsHiddenOn', 'wordsHiddenBecause']),
  always: ['id', 'territoryId'],
});

/** Those whose name is hidden stand first. */
const byName: readonly SortKey[] = [
  { by: sql`coalesce(c.name, '') collate "und-x-icu"` },
  { by: sql`c.id`, as: 'uuid' },
];

export const coalitionById = coalitions.one({ key: sql`c.id` });

/** Those that act for exactly this territory, by name. */
export const coalitionsOfTerritory = coalitions.many({ key: sql`c.territory_id`, order: byName });

export interface CoalitionFilter {
  /** Code of the territory that they act for, or of one around it; null: all. */
  readonly territory: string | null;
}

/** Coalitions by name. */
export const listCoalitions = coalitions.list<CoalitionFilter>({
  where: ({ territory }) => (territory === null ? null : sql`c.territory_id in (${territoriesWithin(territory)})`),
  order: byName,
});

const members = reading<CoalitionMemberRow>({
  type: 'CoalitionMember',
  from: sql`coalition_member m join organization o on o.id = m.organization_id`,
  columns: columnsOf('m', ['organizationId', 'leads', 'joinedOn']),
  always: ['organizationId'],
  rule: ({ today }) => sql`(m.left_on is null or ${today}::date <= m.left_on)`,
});

/** The organizations that belong today, the leading one first. */
export const membersOfCoalition = members.many({
  key: sql`m.coalition_id`,
  order: [
    { by: sql`m.leads`, descending: true },
    { by: sql`o.name collate "und-x-icu"` },
    { by: sql`o.id`, as: 'uuid' },
  ],
});

/** Organizations that a person belongs to or works for on the day, by affiliation or by a role held for them. */
export async function organizationsOfPerson(
  context: RequestContext,
  personId: string,
  day: LocalDate,
): Promise<string[]> {
  const found = await rows<{ organizationId: string }>(
    context,
    sql`select organization_id from affiliation
        where person_id = ${personId} and valid_from <= ${day} and (valid_to is null or ${day} <= valid_to)
        union select organization_id from membership
        where person_id = ${personId} and valid_from <= ${day} and (valid_to is null or ${day} <= valid_to) and organization_id is not null`,
  );
  return found.map(({ organizationId }) => organizationId);
}
