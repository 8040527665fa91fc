/** Relay's `node`: any public thing by its id. Ids are random, so one statement finds which table holds it. */
import 'reflect-metadata';
import { Field, ID, InterfaceType } from 'type-graphql';
import type { RequestContext } from './context.ts';
import { oneRow, sql, type Sql } from './sql.ts';

@InterfaceType({
  description: 'Anything that has an id of its own.',
  resolveType: (value: { __typename?: string }) => value.__typename,
})
export abstract class Node {
  @Field(() => ID, { description: 'Random; tells nothing of when or by whom a thing was made.' })
  id!: string;
}

/** How a type is found by id. `load` decides whether this actor may see it, and answers null when not. */
export interface NodeKind {
  readonly typename: string;
  readonly table: string;
  readonly load: (context: RequestContext, id: string) => Promise<object | null>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);

/** The thing, or null when there is none or it is not for this actor. */
export async function findNode(
  context: RequestContext,
  kinds: readonly NodeKind[],
  id: string,
): Promise<object | null> {
  if (!isUuid(id)) return null;
  const searches = kinds.map(({ typename, table }): Sql => ({
    text: [`select '${typename}' as typename from ${table} where id = `, ''],
    values: [id],
  }));
  const [firstSearch, ...otherSearches] = searches;
  if (firstSearch === undefined) return null;
  const found = await oneRow<{ typename: string }>(
    context,
    otherSearches.reduce((all, search) => sql`${all} union all ${search}`, firstSearch),
  );
  const kind = kinds.find(({ typename }) => typename === found?.typename);
  const value = await kind?.load(context, id);
  return value ? { ...value, __typename: kind?.typename } : null;
}
