/** Finding a municipality by the name of it or of a place in it. */
import { graphql, type ResultOf } from '../../lib/graphql.ts';
import { nameIn, type NamedPlace } from '../../lib/names.ts';

export const placeSearchQuery = graphql(`
  query PlaceSearch($search: String!) {
    territories(search: $search, first: 12) {
      totalCount
      nodes {
        code
        kind
        name
        nameEn
        settlementKind
        path {
          code
          kind
          name
          nameEn
        }
      }
    }
  }
`);

type Place = ResultOf<typeof placeSearchQuery>['territories']['nodes'][number];

export interface FoundMunicipality {
  readonly code: string;
  readonly name: string;
  readonly district: string | null;
  /** The place by which it was found, when that is not the municipality itself. */
  readonly via: NamedPlace | null;
}

/** Municipalities in the order found, each once; places outside any municipality are left out. */
export function municipalitiesFound(places: readonly Place[], language: string): FoundMunicipality[] {
  const found = new Map<string, FoundMunicipality>();
  for (const place of places) {
    const chain = [...place.path, place];
    const municipality = chain.find(({ kind }) => kind === 'MUNICIPALITY');
    if (!municipality || found.has(municipality.code)) continue;
    const district = chain.find(({ kind }) => kind === 'DISTRICT');
    found.set(municipality.code, {
      code: municipality.code,
      name: nameIn(municipality, language),
      district: district ? nameIn(district, language) : null,
      via: place.code === municipality.code ? null : place,
    });
  }
  return [...found.values()];
}
