/**
 * The legal ways of an ask in Bulgaria, as looked up in public sources in November 2026. Data, not
 * code: another country brings its own, and a change of law adds a row with its first day.
 */
import { FactCheck } from '../vocabulary/fact-check.ts';
import { LegalWay } from '../vocabulary/legal-way.ts';
import { SilenceMeaning } from '../vocabulary/silence-meaning.ts';
import type { LegalFact, LegalWayRules } from './legal-ways.ts';

function seen<Value>(value: Value): LegalFact<Value> {
  return { value, check: FactCheck.SEEN };
}

function unverified<Value>(value: Value): LegalFact<Value> {
  return { value, check: FactCheck.UNVERIFIED };
}

const publicInformation = {
  way: LegalWay.PUBLIC_INFORMATION,
  term: seen({ days: 14 }),
  extensions: [
    unverified({ ground: 'volume', adds: { days: 10 }, upTo: null }),
    unverified({ ground: 'third-party', adds: { days: 14 }, upTo: null }),
  ],
  notice: null,
  silence: seen(SilenceMeaning.UNLAWFUL),
} as const;

export const bulgarianLegalWays: readonly LegalWayRules[] = [
  {
    ...publicInformation,
    validFrom: null,
    validTo: '2025-07-23',
    contestSilence: null,
    cite: seen('чл. 28, ал. 1 ЗДОИ'),
  },
  {
    ...publicInformation,
    validFrom: '2025-07-24',
    validTo: null,
    contestSilence: seen({ months: 2 }),
    cite: seen('чл. 28, ал. 1, чл. 40 ЗДОИ; чл. 149, ал. 2 АПК'),
  },
  {
    way: LegalWay.PROPOSAL,
    validFrom: null,
    validTo: null,
    term: seen({ months: 2 }),
    extensions: [seen({ ground: 'complexity', adds: null, upTo: { months: 6 } })],
    notice: seen({ days: 7 }),
    silence: seen(SilenceMeaning.NO_APPEAL),
    contestSilence: null,
    cite: seen('чл. 118 АПК'),
  },
  {
    way: LegalWay.SIGNAL,
    validFrom: null,
    validTo: null,
    term: seen({ months: 2 }),
    extensions: [unverified({ ground: 'complexity', adds: { months: 1 }, upTo: null })],
    notice: seen({ days: 7 }),
    silence: unverified(SilenceMeaning.NO_APPEAL),
    contestSilence: null,
    cite: seen('чл. 121, 123 АПК'),
  },
  {
    way: LegalWay.ADMINISTRATIVE_ACT,
    validFrom: null,
    validTo: null,
    term: null,
    extensions: [],
    notice: null,
    silence: seen(SilenceMeaning.REFUSAL),
    contestSilence: null,
    cite: seen('чл. 58, 149, ал. 2 АПК'),
  },
  {
    way: LegalWay.LOCAL_INITIATIVE,
    validFrom: null,
    validTo: null,
    term: null,
    extensions: [],
    notice: null,
    silence: unverified(SilenceMeaning.FINDING),
    contestSilence: null,
    cite: unverified('чл. 46–52 ЗПУГДВМС'),
  },
  {
    way: LegalWay.OTHER,
    validFrom: null,
    validTo: null,
    term: null,
    extensions: [],
    notice: null,
    silence: seen(SilenceMeaning.FINDING),
    contestSilence: null,
    cite: null,
  },
];
