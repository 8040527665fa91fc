import { Arg, Args, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { TerritoryKind } from '../../schema/vocabulary/territory-kind.ts';
import { ConnectionArgs, type ConnectionSource } from '../platform/connection.ts';
import type { RequestContext } from '../platform/context.ts';
import { asGiven } from '../platform/one-statement/later.ts';
import { many, one, page, Told } from '../platform/one-statement/telling.ts';
import { Selected } from '../platform/selection.ts';
import { Territory, TerritoryConnection } from './territory.entity.ts';
import {
  childrenOf,
  listTerritories,
  settlementsOf,
  territoryByCode,
  territoryById,
  territoryPath,
  type TerritoryRow,
} from './territory.loader.ts';

@Resolver(() => Territory)
export class TerritoryResolver {
  @Query(() => Territory, {
    nullable: true,
    description: 'A territory by its code in the register; null when there is none.',
  })
  @Told(({ later }) => one(territoryByCode, later('code', asGiven)))
  territory(
    @Selected() context: RequestContext,
    @Arg('code', () => String, { description: 'Such as RAZ16 or an EKATTE code.' }) code: string,
  ): Promise<TerritoryRow | null> {
    return territoryByCode(context, code);
  }

  @Query(() => TerritoryConnection, {
    description: 'Territories by name; "Кубрат", "kubrat" and "кубр" find the same.',
  })
  territories(
    @Selected() context: RequestContext,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('search', () => String, {
      nullable: true,
      description: 'The beginning or a part of a name, in Cyrillic or Latin letters, or a code.',
    })
    search?: string | null,
    @Arg('kind', () => TerritoryKind, { nullable: true, description: 'Only of this level.' })
    kind?: TerritoryKind | null,
    @Arg('within', () => String, { nullable: true, description: 'Code of a territory that they lie in, at any depth.' })
    within?: string | null,
    @Arg('withPlansOnly', () => Boolean, { nullable: true, description: 'Only those with an action plan known to us.' })
    withPlansOnly?: boolean | null,
  ): Promise<ConnectionSource<TerritoryRow>> {
    return listTerritories(context, page, { search, kind, within, withPlansOnly });
  }

  @FieldResolver(() => Territory, { nullable: true, description: 'The territory it lies in; null at the top.' })
  @Told(({ row }) => one(territoryById, row.column('parentId')))
  parent(@Selected() context: RequestContext, @Root() { parentId }: TerritoryRow): Promise<TerritoryRow | null> {
    return territoryById(context, parentId);
  }

  @FieldResolver(() => [Territory], { description: 'All above it and itself, outermost first.' })
  @Told(({ row }) => many(territoryPath, row.column('id')))
  path(@Selected() context: RequestContext, @Root() { id }: TerritoryRow): Promise<TerritoryRow[]> {
    return territoryPath(context, id);
  }

  @FieldResolver(() => TerritoryConnection, { description: 'Territories directly in it, by name.' })
  @Told(({ row, args }) =>
    page(childrenOf, { key: row.column('id'), page: args }, { args: { kind: args.kind ?? null } }),
  )
  children(
    @Selected() context: RequestContext,
    @Root() { id }: TerritoryRow,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('kind', () => TerritoryKind, { nullable: true, description: 'Only of this level.' })
    kind?: TerritoryKind | null,
  ): Promise<ConnectionSource<TerritoryRow>> {
    return childrenOf(context, { parentId: id, page }, { kind: kind ?? null });
  }

  @FieldResolver(() => [Territory], {
    description: 'The settlements of a municipality, by name; empty for other levels.',
  })
  @Told(({ row }) => many(settlementsOf, row.column('id')))
  settlements(@Selected() context: RequestContext, @Root() { id }: TerritoryRow): Promise<TerritoryRow[]> {
    return settlementsOf(context, id);
  }
}
