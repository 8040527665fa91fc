/** The one mail of a sign-in: a code to type and a link to follow, in the person's language. */
import type { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import type { MailMessage } from '../../platform/mail.ts';
import { SIGN_IN_MINUTES } from './credentials.ts';

interface Parts {
  readonly code: string;
  readonly link: string;
}

const words: Record<ScreenLanguage, { readonly subject: string; readonly text: (parts: Parts) => string }> = {
  BG: {
    subject: 'Вход в Сверка',
    text: ({ code, link }) =>
      `Здравейте,\n\nкодът за вход в Сверка е:\n\n${code}\n\nВместо да го пишете, може да отворите тази връзка:\n\n${link}\n\nКодът и връзката важат ${SIGN_IN_MINUTES} минути и само веднъж. Не ги давайте на никого: от Сверка никой няма да ви ги поиска.\n\nАко не сте искали вход, не правете нищо.\n`,
  },
  EN: {
    subject: 'Sign in to Sverka',
    text: ({ code, link }) =>
      `Hello,\n\nyour code to sign in to Sverka is:\n\n${code}\n\nInstead of typing it you can open this link:\n\n${link}\n\nCode and link work for ${SIGN_IN_MINUTES} minutes and only once. Give them to nobody: no one from Sverka will ask for them.\n\nIf you did not ask to sign in, do nothing.\n`,
  },
  TR: {
    subject: 'Sverka’ya giriş',
    text: ({ code, link }) =>
      `Merhaba,\n\nSverka’ya giriş kodunuz:\n\n${code}\n\nKodu yazmak yerine şu bağlantıyı açabilirsiniz:\n\n${link}\n\nKod ve bağlantı ${SIGN_IN_MINUTES} dakika ve yalnızca bir kez geçerlidir. Kimseye vermeyin: Sverka’dan kimse sizden istemez.\n\nGiriş istemediyseniz bir şey yapmanız gerekmez.\n`,
  },
};

export function signInMail({
  to,
  language,
  code,
  link,
}: Parts & { readonly to: string; readonly language: ScreenLanguage }): MailMessage {
  const { subject, text } = words[language];
  return { to, subject, text: text({ code: `${code.slice(0, 4)} ${code.slice(4)}`, link }) };
}
