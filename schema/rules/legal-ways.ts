/** The shape of the legal ways of a country, and finding the rules of one on a day. The rules themselves are data. */
import type { FactCheck } from '../vocabulary/fact-check.ts';
import type { LegalWay } from '../vocabulary/legal-way.ts';
import type { SilenceMeaning } from '../vocabulary/silence-meaning.ts';
import type { LocalDate } from './days.ts';
import type { Term } from './term.ts';

/** A legal fact and how sure it is; an unverified one is shown only with that mark. */
export interface LegalFact<Value> {
  readonly value: Value;
  readonly check: FactCheck;
}

/** More time that the law lets an authority take. */
export interface AllowedExtension {
  /** A key for translation, such as 'volume'. */
  readonly ground: string;
  /** Time on top of the term; null where the law gives the longest whole term instead. */
  readonly adds: Term | null;
  /** The longest whole term; null where the law gives the time on top instead. */
  readonly upTo: Term | null;
}

export interface LegalWayRules {
  readonly way: LegalWay;
  /** First day of these rules; null: since before any ask of ours. */
  readonly validFrom: LocalDate | null;
  /** Last day of these rules; null: in force. */
  readonly validTo: LocalDate | null;
  /** From registration; null: the special law or nobody sets one. */
  readonly term: LegalFact<Term> | null;
  readonly extensions: readonly LegalFact<AllowedExtension>[];
  /** To tell the asker that a procedure began; null: none is owed. */
  readonly notice: LegalFact<Term> | null;
  readonly silence: LegalFact<SilenceMeaning>;
  /** To contest silence in court, from the end of the term; null: not possible, or not known. */
  readonly contestSilence: LegalFact<Term> | null;
  /** The articles to cite, in the language of the law; null: none. */
  readonly cite: LegalFact<string> | null;
}

/** The rules of the way on the day of registration, which go with the ask to its end; null: none known. */
export function legalWayOn(input: {
  readonly ways: readonly LegalWayRules[];
  readonly way: LegalWay;
  readonly registeredOn: LocalDate;
}): LegalWayRules | null {
  const { ways, way, registeredOn } = input;
  const inForce = ways.find(
    (rules) =>
      rules.way === way &&
      (rules.validFrom === null || rules.validFrom <= registeredOn) &&
      (rules.validTo === null || registeredOn <= rules.validTo),
  );
  return inForce ?? null;
}
