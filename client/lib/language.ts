/** The languages of the screen, how one is chosen, and how its messages come: each is a file of its own, fetched when asked for. */
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import { compileMessage } from './message-compiler.ts';

export const Language = { BG: 'bg', EN: 'en', TR: 'tr', ROM: 'rom' } as const;
export type Language = (typeof Language)[keyof typeof Language];

interface LanguageFacts {
  readonly code: Language;
  /** As those call it who speak it. */
  readonly name: string;
  /** What a speaker has still to do with the messages, which the screen says; null when one has read them. */
  readonly waitsFor: string | null;
}

export const languages: readonly LanguageFacts[] = [
  { code: Language.BG, name: 'Български', waitsFor: null },
  { code: Language.EN, name: 'English', waitsFor: null },
  {
    code: Language.TR,
    name: 'Türkçe',
    waitsFor: 'Written from the word list of the project; to be read by a speaker from Ludogorie.',
  },
  {
    code: Language.ROM,
    name: 'Romani',
    waitsFor:
      'A few words, of no dialect; to be said and recorded by speakers of each. Bulgarian stands in for the rest.',
  },
];

const storageKey = 'sverka.language';

const files: Readonly<Record<Language, () => Promise<{ default: unknown }>>> = {
  bg: () => import('../messages/bg.json'),
  en: () => import('../messages/en.json'),
  tr: () => import('../messages/tr.json'),
  rom: () => import('../messages/rom.json'),
};

/** Words of pages that few open: of plan files and of exports. */
const workFiles: typeof files = {
  bg: () => import('../messages/bg.work.json'),
  en: () => import('../messages/en.work.json'),
  tr: () => import('../messages/tr.work.json'),
  rom: () => import('../messages/rom.work.json'),
};

/** Turkish names a thing in the singular after any number; the others part one from many. */
const oneOrMany = (count: number, forms: number): number => (forms === 1 || Math.abs(count) === 1 ? 0 : 1);

export const i18n = createI18n({
  legacy: false,
  locale: Language.BG,
  fallbackLocale: Language.BG,
  messages: {},
  messageCompiler: compileMessage,
  pluralRules: { bg: oneOrMany, en: oneOrMany, tr: oneOrMany, rom: oneOrMany },
  missingWarn: false,
  fallbackWarn: false,
});

const isLanguage = (text: string): text is Language => languages.some(({ code }) => code === text);

/** Whether the person has chosen one on this device. */
export const isChosen = (): boolean => readKept() !== null;

/** The one chosen before, else Bulgarian: many browsers here are set to English by whoever sold the phone. */
export function preferredLanguage(): Language {
  const kept = readKept();
  return kept !== null && isLanguage(kept) ? kept : Language.BG;
}

/** Whether there is such a message, in the language or in the one that stands in for it: which keys there are, the server may say. */
export const isMessage = (key: string): boolean =>
  i18n.global.te(key) || i18n.global.te(key, i18n.global.fallbackLocale.value as Language);

const withWords = new Set<Language>();
const withWorkWords = new Set<Language>();
/** Whether a page was opened that needs the words of work. */
let needsWork = false;

/** Of the language, and of Bulgarian where that stands in for what is not translated. */
async function loadWords(language: Language, from: typeof files, loaded: Set<Language>): Promise<void> {
  const wanted = language === Language.ROM ? [language, Language.BG] : [language];
  await Promise.all(
    wanted
      .filter((code) => !loaded.has(code))
      .map(async (code) => {
        i18n.global.mergeLocaleMessage(code, (await from[code]()).default as object);
        loaded.add(code);
      }),
  );
}

/** A page that needs the words of work, once they are here. */
export async function withWordsOfWork<Page>(page: () => Promise<Page>): Promise<Page> {
  needsWork = true;
  const shown = i18n.global.locale.value;
  const [loaded] = await Promise.all([
    page(),
    loadWords(isLanguage(shown) ? shown : Language.BG, workFiles, withWorkWords),
  ]);
  return loaded;
}

export async function showLanguage(language: Language): Promise<void> {
  await loadWords(language, files, withWords);
  if (needsWork) await loadWords(language, workFiles, withWorkWords);
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  await nextTick();
}

/** Shows it from now on, also at the next visit. */
export async function chooseLanguage(language: Language): Promise<void> {
  await showLanguage(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Where storage is refused, the choice holds for this visit.
  }
}

function readKept(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
