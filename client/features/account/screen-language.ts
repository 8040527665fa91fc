/** The language in which the house writes to a person, from the one on their screen. */
import { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';

const ofScreen: Readonly<Record<string, ScreenLanguage>> = {
  bg: ScreenLanguage.BG,
  en: ScreenLanguage.EN,
  tr: ScreenLanguage.TR,
};

/** Bulgarian where the house does not write in it. */
export const writtenLanguage = (screen: string): ScreenLanguage => ofScreen[screen] ?? ScreenLanguage.BG;
