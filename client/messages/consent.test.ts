/** The text that observers agree to is held together with its version: who changes what it says raises CONSENT_VERSION, so that everybody is asked anew. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CONSENT_VERSION, consentPoints } from '../../schema/vocabulary/consent.ts';
import { ownDataSections } from '../../schema/vocabulary/own-data-section.ts';
import { RetentionKindValues, retentionPeriods } from '../../schema/vocabulary/retention.ts';
import bg from './bg.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import rom from './rom.json' with { type: 'json' };
import tr from './tr.json' with { type: 'json' };

/** Of the Bulgarian text, which the others follow. A better word that means the same changes the digest alone. */
const digests: Readonly<Record<number, string>> = {
  1: '2bb7c662832e8930',
};

const pointsOf = (words: object): string[] =>
  consentPoints.map((point) => (words as Readonly<Record<string, string>>)[point] ?? '');

test('a text that says something else has a version of its own', () => {
  const digest = createHash('sha256').update(pointsOf(bg.consent).join('\n')).digest('hex').slice(0, 16);
  expect(digest).toBe(digests[CONSENT_VERSION]);
  expect(Object.keys(digests)).toEqual(Array.from({ length: CONSENT_VERSION }, (_, before) => String(before + 1)));
});

test.each([
  ['bg', bg.consent],
  ['en', en.consent],
  ['tr', tr.consent],
])('every point is said in %s', (_, words) => {
  expect(pointsOf(words).filter((text) => text.length < 20)).toEqual([]);
});

test('in Romani the points that protect most are said, until a speaker has read the whole', () => {
  const said = consentPoints.filter((point) => point in rom.consent);
  expect(said).toEqual(['verifier', 'public', 'authority', 'back', 'free']);
});

test('every period and every part of one’s own data has its words', () => {
  const words: Readonly<Record<string, { what: string; from: string } | undefined>> = bg.retention;
  expect(RetentionKindValues.filter((kind) => !words[kind]?.what || !words[kind]?.from)).toEqual([]);
  const reasons = RetentionKindValues.map((kind) => retentionPeriods[kind].reason);
  expect(reasons.filter((reason) => !(reason in bg.dataProtection.reason))).toEqual([]);
  expect(ownDataSections.filter((section) => !(section in bg.ownData.section))).toEqual([]);
});
