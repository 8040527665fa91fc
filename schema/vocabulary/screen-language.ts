/** Languages in which the house writes to people: mails and cards. */
export const ScreenLanguage = { BG: 'BG', EN: 'EN', TR: 'TR' } as const;
export type ScreenLanguage = (typeof ScreenLanguage)[keyof typeof ScreenLanguage];

export const ScreenLanguageValues: readonly ScreenLanguage[] = Object.values(ScreenLanguage);
