/** Every change that can be asked for, round by round, of one's own things and of others'. */
import { getNamedType, type GraphQLSchema } from 'graphql';
import type { TwoPlaces } from '../../support/world/two-places.builder.ts';
import { AS_AT, ROUNDS } from './change-arguments.ts';
import { selectionOf, type KnownThings, type Operation } from './operations.ts';
import type { RipeThings } from './ripe-things.ts';

export interface Change extends Operation {
  readonly name: string;
  /** Null: of whoever asks. */
  readonly cookie: string | null;
}

export interface ChangesParts {
  readonly known: KnownThings;
  readonly places: TwoPlaces;
  readonly ripe: RipeThings;
  /** Names; all when left out. */
  readonly only?: readonly string[];
}

/** Names of changes for which nobody wrote arguments. */
export function unwrittenChanges(schema: GraphQLSchema): string[] {
  const written = new Set(ROUNDS.flatMap((round) => Object.keys(round)));
  return Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => !written.has(name));
}

/** The changes of each round. */
export function* changesOf(schema: GraphQLSchema, parts: ChangesParts): Generator<readonly Change[]> {
  for (const round of ROUNDS) {
    const names = Object.keys(round).filter((name) => parts.only === undefined || parts.only.includes(name));
    yield names.flatMap((name) => callsOf(schema, { ...parts, name, argumentsOf: round[name] }));
  }
}

function callsOf(
  schema: GraphQLSchema,
  {
    known,
    places,
    ripe,
    name,
    argumentsOf,
  }: ChangesParts & { readonly name: string; readonly argumentsOf: (typeof ROUNDS)[number][string] | undefined },
): Change[] {
  const field = schema.getMutationType()?.getFields()[name];
  if (field === undefined || argumentsOf === undefined) throw new Error(`There is no change ${name}.`);
  const selection = selectionOf(schema, known, { type: getNamedType(field.type), depth: 3 });
  const changes = new Map<string, Change>();
  for (const place of [places.here, places.there]) {
    const ripePlace = ripe.of.get(place);
    if (ripePlace === undefined) throw new Error('A place has nothing ripe.');
    for (const call of argumentsOf({ place, ripe: ripePlace, secrets: ripe.secrets })) {
      const { args, cookie } = typeof call === 'string' ? { args: call, cookie: null } : call;
      const source = `mutation { ${name}${args === '' ? '' : `(${args})`} ${selection} }`;
      changes.set(source, { at: AS_AT[name] ?? name, name, source, cookie });
    }
  }
  return [...changes.values()];
}
