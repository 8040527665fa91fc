/** The text that observers agree to is held together with its version in all four languages: who changes what one of them says raises CONSENT_VERSION, so that everybody is asked anew. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CONSENT_VERSION, consentPoints } from '../../schema/vocabulary/consent.ts';
import { ownDataSections } from '../../schema/vocabulary/own-data-section.ts';
import { RetentionKindValues, retentionPeriods } from '../../schema/vocabulary/retention.ts';
import bg from './bg.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import rom from './rom.json' with { type: 'json' };
import tr from './tr.json' with { type: 'json' };

interface AgreedText {
  /** Of the points, by language. */
  readonly digests: Readonly<Record<'bg' | 'en' | 'tr' | 'rom', string>>;
  /** Changes of words since the version began, each by the digest before it; what each says must mean the same. */
  readonly meansTheSame: readonly { readonly language: string; readonly before: string; readonly because: string }[];
}

/**
 * What each version says. A text that changes, in whichever language, gets a new version; or, where its meaning stays, a new
 * digest here and a line that says why nobody need be asked anew.
 */
const versions: Readonly<Record<number, AgreedText>> = {
  1: {
    digests: { bg: '2bb7c662832e8930', en: '2da82cb6b496ca23', tr: '66dac2b0a1ebffdb', rom: 'ef8ba1cfa5dc1e35' },
    meansTheSame: [
      {
        language: 'rom',
        before: '4f03a088bca471f3',
        because: 'two points that were read in Bulgarian are said in Romani too',
      },
    ],
  },
  // what an erased person had published goes one by one
  2: {
    digests: { bg: '54a0e51413475d16', en: '6713105aff4bb780', tr: '9ef613e4dd2e6535', rom: 'ef8ba1cfa5dc1e35' },
    meansTheSame: [],
  },
  // what the responsible body is told of answers that wait
  3: {
    digests: { bg: '99c22180b8ee8aee', en: '563837a788a58868', tr: '7bfd8b5cecafb5fc', rom: '08d76b772da08879' },
    meansTheSame: [],
  },
};

const texts = { bg: bg.consent, en: en.consent, tr: tr.consent, rom: rom.consent };

const pointsOf = (words: object): string[] =>
  consentPoints.map((point) => (words as Readonly<Record<string, string>>)[point] ?? '');

const digestOf = (words: object): string =>
  createHash('sha256').update(pointsOf(words).join('\n')).digest('hex').slice(0, 16);

test.each(Object.entries(texts))('a text that says something else has a version of its own: %s', (language, words) => {
  const agreed = versions[CONSENT_VERSION];
  expect(agreed?.digests).toMatchObject({ [language]: digestOf(words) });
});

test('no version is left out, and each change of words says why its meaning stays', () => {
  expect(Object.keys(versions)).toEqual(Array.from({ length: CONSENT_VERSION }, (_, before) => String(before + 1)));
  for (const { digests, meansTheSame } of Object.values(versions))
    for (const { language, before, because } of meansTheSame) {
      expect(Object.values(digests), language).not.toContain(before);
      expect(because.length).toBeGreaterThan(20);
    }
});

test.each(Object.entries(texts))('every point is said in %s', (_, words) => {
  expect(pointsOf(words).filter((text) => text.length < 20)).toEqual([]);
});

test('every period and every part of one’s own data has its words', () => {
  const words: Readonly<Record<string, { what: string; from: string } | undefined>> = bg.retention;
  expect(RetentionKindValues.filter((kind) => !words[kind]?.what || !words[kind]?.from)).toEqual([]);
  const reasons = RetentionKindValues.map((kind) => retentionPeriods[kind].reason);
  expect(reasons.filter((reason) => !(reason in bg.dataProtection.reason))).toEqual([]);
  expect(ownDataSections.filter((section) => !(section in bg.ownData.section))).toEqual([]);
});
