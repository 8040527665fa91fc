/** A unit of the matrix: one question put to all who ask, and what was found wrong with the answers. */
import type { Express } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { TestApp } from '../../support/test-app.ts';
import type { MatrixRows } from './all-rows.ts';
import type { Asker, Side } from './actors.ts';
import type { Desk, Said } from './asking.ts';
import type { MatrixWorld } from './matrix-world.ts';
import type { Needed } from './schema-walk.ts';

export interface Matrix {
  readonly app: TestApp;
  readonly schema: GraphQLSchema;
  readonly rows: MatrixRows;
  readonly world: MatrixWorld;
  readonly desk: Desk;
  /** Where the server is met over HTTP, without a slash at the end. */
  readonly home: string;
  /** What hands out its addresses. */
  readonly express: Express;
  readonly needed: Needed;
  /** Who asks: all, or some of them where one cell is put anew. */
  readonly askers: readonly Asker[];
  /** What each said of a field of a thing, by whatever way: the same thing says the same. */
  readonly values: Map<string, string>;
  /** Fields of parts that somebody was given a value of. */
  readonly filled: Set<string>;
  /** Fields of parts that somebody could have been given. */
  readonly offered: Set<string>;
}

export interface Outcome {
  readonly cells: number;
  readonly failures: readonly string[];
}

/** Reads: many units are put in one operation, each a root field with all that is asked below it. */
export interface ReadUnit {
  readonly name: string;
  /** Refused as a whole to some, so that nothing else may stand in the operation. */
  readonly alone: boolean;
  readonly cellsEach: number;
  question(matrix: Matrix, asker: Asker): string;
  /** @returns what is wrong with the answer. */
  judge(matrix: Matrix, asker: Asker, said: Said): readonly string[];
}

/** Changes, and reads that need a question before: they go about it by themselves. */
export interface LoneUnit {
  readonly name: string;
  run(matrix: Matrix): Promise<Outcome>;
}

export type Unit = ReadUnit | LoneUnit;

/** Puts the names of a side into a question. @throws for a name that the side does not have. */
export function fill(text: string, { world }: Matrix, side: Side): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = world.sides[side][name];
    if (value === undefined) throw new Error(`No {${name}} in the world of the matrix.`);
    return value;
  });
}

/** Everything in an answer that carries the mark of the type, however deep. */
export function marked(value: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((item) => marked(item, type));
  if (typeof value !== 'object' || value === null) return [];
  const thing = value as Record<string, unknown>;
  if (thing['mark'] === type) return [thing];
  return Object.values(thing).flatMap((inner) => marked(inner, type));
}

/** Null, or a list or page of nothing. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && 'nodes' in value) return isEmpty(value.nodes);
  return false;
}
