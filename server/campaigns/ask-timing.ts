/**
 * The clock of an ask (R10) from what is stored of it. Knows which country's legal ways and days off count; the clock
 * itself is the rule's. As of a day only what was known by then counts (R6), whenever it happened.
 */
import { askClock, type AskClock } from '../../schema/rules/ask-clock.ts';
import { bulgarianDaysOff } from '../../schema/rules/days-off.bg.ts';
import { workingDayFrom } from '../../schema/rules/days-off.ts';
import { compareDays, daysBetween, type LocalDate } from '../../schema/rules/days.ts';
import { bulgarianLegalWays } from '../../schema/rules/legal-ways.bg.ts';
import { legalWayOn, type LegalWayRules } from '../../schema/rules/legal-ways.ts';
import { lastDayOf, type Term } from '../../schema/rules/term.ts';
import { AskAnswer as AskAnswerLevel } from '../../schema/vocabulary/ask-answer.ts';
import { LegalWay } from '../../schema/vocabulary/legal-way.ts';
import type { Ask, AskAnswer, AskExtension } from './ask.entity.ts';

export type TimedAsk = Pick<Ask, 'legalWayCode' | 'sentOn' | 'registeredOn' | 'registeredKnownFrom'>;
export type TimedExtension = Pick<AskExtension, 'untilOn' | 'reason' | 'announcedOn' | 'knownFrom'>;
export type TimedAnswer = Pick<AskAnswer, 'level' | 'answeredOn' | 'knownFrom'>;

export interface AskRecord {
  readonly ask: TimedAsk;
  readonly extensions: readonly TimedExtension[];
  readonly answers: readonly TimedAnswer[];
}

/** The rules of a way on a day; null when none are known for it. */
export const rulesOfWay = (way: LegalWay, day: LocalDate): LegalWayRules | null =>
  legalWayOn({ ways: bulgarianLegalWays, way, registeredOn: day });

/** The rules of every way that has any on the day, in the order of the vocabulary. */
export const waysOn = (day: LocalDate): LegalWayRules[] =>
  Object.values(LegalWay).flatMap((way) => rulesOfWay(way, day) ?? []);

/** An acknowledgement says that it came; the clock stops at an answer in substance. */
export const isInSubstance = (level: AskAnswerLevel): boolean =>
  level !== AskAnswerLevel.NONE && level !== AskAnswerLevel.ACKNOWLEDGED;

/** What the clock of an ask shows on the day. */
export function clockOn({ ask, extensions, answers }: AskRecord, day: LocalDate): AskClock {
  const registeredOn = ask.registeredKnownFrom !== null && ask.registeredKnownFrom <= day ? ask.registeredOn : null;
  const rules = registeredOn === null ? null : rulesOfWay(ask.legalWayCode, registeredOn);
  const term = rules?.term?.value ?? null;
  const answered = answers
    .filter(({ level, knownFrom }) => isInSubstance(level) && knownFrom <= day)
    .map(({ answeredOn }) => answeredOn);
  return askClock({
    registeredOn,
    term,
    extensions: registeredOn === null || term === null ? [] : addedTerms({ registeredOn, term, extensions, day }),
    noticeTerm: rules?.notice?.value ?? null,
    contestTerm: rules?.contestSilence?.value ?? null,
    daysOff: bulgarianDaysOff,
    answeredOn: answered.toSorted(compareDays)[0] ?? null,
    day,
  });
}

interface AddedTerms {
  readonly registeredOn: LocalDate;
  readonly term: Term;
  readonly extensions: readonly TimedExtension[];
  readonly day: LocalDate;
}

/** The rule takes what each extension adds, while an authority names the day until which: each adds from where the term ends before it. */
function addedTerms({ registeredOn, term, extensions, day }: AddedTerms) {
  let endsOn = lastDayOf(term, registeredOn);
  return extensions
    .filter(({ knownFrom }) => knownFrom <= day)
    .toSorted((a, b) => compareDays(a.announcedOn, b.announcedOn) || compareDays(a.untilOn, b.untilOn))
    .map(({ untilOn, reason, announcedOn }) => {
      const adds = { days: Math.max(0, daysBetween(endsOn, untilOn)) };
      if (announcedOn <= workingDayFrom(endsOn, bulgarianDaysOff) && untilOn > endsOn) endsOn = untilOn;
      return { adds, reason: reason ?? '', announcedOn };
    });
}
