/** What a monitor may send, in one form: the same content always has the same hash. */
import { createHash, randomInt } from 'node:crypto';
import type { CompletionLevel } from '../../schema/vocabulary/completion-level.ts';
import type { ObservationMethod } from '../../schema/vocabulary/observation-method.ts';
import { assertNotFuture, type LocalDate } from '../../schema/rules/days.ts';
import { keyedHash, type House } from '../platform/house.ts';
import { isUuid } from '../platform/node.ts';
import { badInput } from '../platform/problem.ts';
import type { SubmitObservationInput } from './observation.input.ts';

export const MAX_WORDS_CHARACTERS = 4000;

export interface ObservationContent {
  readonly id: string;
  readonly measureId: string;
  readonly level: CompletionLevel | null;
  readonly dontKnow: boolean;
  readonly method: ObservationMethod;
  readonly seenOn: LocalDate;
  /** Code of the settlement; null: the municipality as a place of its own. */
  readonly settlement: string | null;
  readonly words: string | null;
  readonly revises: string | null;
}

/** A random id of version 4. Others carry the time, or the address of the phone's network card. */
const RANDOM_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** @throws BAD_INPUT or FUTURE_DAY for what no observation can be, whatever the database holds. */
export function contentOf(input: SubmitObservationInput, today: LocalDate): ObservationContent {
  const id = input.id.toLowerCase();
  if (!RANDOM_UUID.test(id)) throw badInput('observation.idNotRandom', { field: 'id' });
  if (!isUuid(input.measureId)) throw badInput('observation.measureUnknown', { field: 'measureId' });
  if (input.revises != null && !isUuid(input.revises)) throw badInput('observation.cannotRevise', { field: 'revises' });
  const level = input.level ?? null;
  if (input.dontKnow === (level !== null)) throw badInput('observation.levelOrDontKnow', { field: 'level' });
  assertNotFuture(input.seenOn, today);
  return {
    id,
    measureId: input.measureId.toLowerCase(),
    level,
    dontKnow: input.dontKnow,
    method: input.method,
    seenOn: input.seenOn,
    settlement: input.settlement?.trim() || null,
    words: cleanWords(input.words, 'words'),
    revises: input.revises?.toLowerCase() ?? null,
  };
}

/** Free text as it is kept: without control characters, null when nothing is left. @throws BAD_INPUT when it is too long. */
export function cleanWords(text: string | null | undefined, field: string): string | null {
  const words = (text ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\p{Cs}]/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
    .trim();
  if (charactersIn(words) > MAX_WORDS_CHARACTERS)
    throw badInput('observation.wordsTooLong', { field, max: MAX_WORDS_CHARACTERS });
  return words === '' ? null : words;
}

/** As a person counts them: an emoji of two code units is one. */
export const charactersIn = (text: string): number => Array.from(text).length;

/** Includes the person: the same content under the same id from another hand is another content. */
export function contentHash(personId: string, content: ObservationContent): string {
  const { id, measureId, level, dontKnow, method, seenOn, settlement, words, revises } = content;
  return createHash('sha256')
    .update(JSON.stringify([personId, id, measureId, level, dontKnow, method, seenOn, settlement, words, revises]))
    .digest('hex');
}

/** Letters and digits that cannot be taken for one another when read aloud or copied by hand. */
const CLEAR_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A code of two groups of four that the monitor can write down; the same observation always has the same. Made with the
 * key of the house: ids are public, and who finds the slip must not find by it whose words they are.
 */
export function receiptOf(house: House, id: string): string {
  const bytes = keyedHash(house, { purpose: 'receipt', text: id });
  return inFours([...bytes.subarray(0, 8)].map((byte) => CLEAR_LETTERS[byte % CLEAR_LETTERS.length]));
}

/** What verifiers call an observer. It follows from nothing: it is drawn, and kept. */
export function drawPseudonym(): string {
  return inFours(Array.from({ length: 8 }, () => CLEAR_LETTERS[randomInt(CLEAR_LETTERS.length)]));
}

const inFours = (letters: readonly (string | undefined)[]): string =>
  `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
