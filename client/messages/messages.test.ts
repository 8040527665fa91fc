/** Every language says the same things. Bulgarian is the measure; in Romani it stands in for what is not translated yet. */
import { describe, expect, test } from 'vitest';
import { CompletionLevelValues } from '../../schema/vocabulary/completion-level.ts';
import { ErrorCodeValues } from '../../schema/vocabulary/error-code.ts';
import { FindingValues } from '../../schema/vocabulary/finding.ts';
import { GapKindValues } from '../../schema/vocabulary/gap-kind.ts';
import { OrganizationKindValues } from '../../schema/vocabulary/organization-kind.ts';
import { RoleValues } from '../../schema/vocabulary/role.ts';
import { languages } from '../lib/language.ts';
import { formsOf } from '../lib/message-compiler.ts';
import bg from './bg.json' with { type: 'json' };
import bgWork from './bg.work.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import enWork from './en.work.json' with { type: 'json' };
import rom from './rom.json' with { type: 'json' };
import romWork from './rom.work.json' with { type: 'json' };
import tr from './tr.json' with { type: 'json' };
import trWork from './tr.work.json' with { type: 'json' };

type Tree = { readonly [key: string]: string | Tree };
const flat = (tree: Tree, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
const valuesIn = (text: string) =>
  [
    ...new Set(formsOf(text).flatMap((parts) => parts.flatMap((part) => ('name' in part ? [part.name] : [])))),
  ].toSorted();

const measure = flat({ ...bg, ...bgWork });
const others = {
  en: flat({ ...en, ...enWork }),
  tr: flat({ ...tr, ...trWork }),
  rom: flat({ ...rom, ...romWork }),
};

test.each(['en', 'tr'] as const)('%s has every message of Bulgarian and no other', (language) => {
  expect([...others[language].keys()].toSorted()).toEqual([...measure.keys()].toSorted());
});

test.each(['en', 'tr'] as const)('%s keeps back no value that Bulgarian says', (language) => {
  const keptBack = [...others[language]].filter(([key, text]) => {
    const said = valuesIn(text);
    return valuesIn(measure.get(key) ?? '').some((name) => !said.includes(name));
  });
  expect(keptBack).toEqual([]);
});

test('Romani has no message that Bulgarian lacks', () => {
  expect([...others.rom.keys()].filter((key) => !measure.has(key))).toEqual([]);
});

test.each(['en', 'tr'] as const)('%s names the page of unsent mail as it is headed', (language) => {
  expect(others[language].get('signIn.codeKept')).toContain(`“${others[language].get('outbox.heading')}”`);
});

test('what no speaker has read is marked so', () => {
  expect(languages.filter(({ waitsFor }) => waitsFor !== null).map(({ code }) => code)).toEqual(['tr', 'rom']);
});

describe.each(['en', 'tr', 'rom'] as const)('%s', (language) => {
  test('says no value that the screen does not give', () => {
    const strange = [...others[language]].filter(([key, text]) => {
      const given = new Set([...valuesIn(measure.get(key) ?? ''), 'n', 'count']);
      return valuesIn(text).some((name) => !given.has(name));
    });
    expect(strange).toEqual([]);
  });
  test('leaves no message empty', () => {
    expect([...others[language]].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

test('every word of the vocabulary that a screen shows has its message', () => {
  const wanted = [
    ...CompletionLevelValues.flatMap((level) => [`level.${level}`, `levelInText.${level}`, `levelForMonitor.${level}`]),
    ...GapKindValues.map((kind) => `gap.${kind}`),
    ...FindingValues.map((finding) => `finding.${finding}`),
    ...ErrorCodeValues.map((code) => `errorCode.${code}`),
    ...OrganizationKindValues.map((kind) => `organizationKind.${kind}`),
    ...RoleValues.map((role) => `role.${role}`),
  ];
  expect(wanted.filter((key) => !measure.has(key))).toEqual([]);
});
