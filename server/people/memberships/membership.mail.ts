/** Tells a person which role they were given, and how to sign in. Says nothing that lets anybody in. */
import type { Role } from '../../../schema/vocabulary/role.ts';
import type { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import type { MailMessage } from '../../platform/mail.ts';

const roleNames: Record<ScreenLanguage, Record<Role, string>> = {
  BG: {
    MONITOR: 'наблюдател',
    VERIFIER: 'проверяващ',
    OFFICIAL: 'служител на институция',
    COUNCILLOR: 'общински съветник',
    COALITION_MEMBER: 'член на коалиция',
    COALITION_LEAD: 'водещ на коалиция',
    HOTLINE_WORKER: 'консултант на горещата линия',
    EXPORTER: 'отговорник за изнасяне на данни',
    ADMINISTRATOR: 'администратор',
  },
  EN: {
    MONITOR: 'monitor',
    VERIFIER: 'verifier',
    OFFICIAL: 'official',
    COUNCILLOR: 'councillor',
    COALITION_MEMBER: 'coalition member',
    COALITION_LEAD: 'coalition lead',
    HOTLINE_WORKER: 'hotline worker',
    EXPORTER: 'data exporter',
    ADMINISTRATOR: 'administrator',
  },
  TR: {
    MONITOR: 'gözlemci',
    VERIFIER: 'doğrulayıcı',
    OFFICIAL: 'kurum görevlisi',
    COUNCILLOR: 'meclis üyesi',
    COALITION_MEMBER: 'koalisyon üyesi',
    COALITION_LEAD: 'koalisyon önderi',
    HOTLINE_WORKER: 'yardım hattı danışmanı',
    EXPORTER: 'veri aktarma görevlisi',
    ADMINISTRATOR: 'yönetici',
  },
};

interface Parts {
  readonly role: string;
  /** Null: the role is tied to none. */
  readonly place: string | null;
  readonly email: string;
  readonly address: string;
}

const words: Record<ScreenLanguage, { readonly subject: string; readonly text: (parts: Parts) => string }> = {
  BG: {
    subject: 'Вашата роля в Сверка',
    text: ({ role, place, email, address }) =>
      `Здравейте,\n\nв Сверка имате роля: ${role}${place === null ? '' : ` (${place})`}.\n\nЗа да влезете, отворете ${address} и напишете този адрес: ${email}. Ще получите код.\n\nАко не знаете за какво става дума, не правете нищо.\n`,
  },
  EN: {
    subject: 'Your role in Sverka',
    text: ({ role, place, email, address }) =>
      `Hello,\n\nyou have a role in Sverka: ${role}${place === null ? '' : ` (${place})`}.\n\nTo sign in, open ${address} and type this address: ${email}. You will get a code.\n\nIf you do not know what this is about, do nothing.\n`,
  },
  TR: {
    subject: 'Sverka’daki rolünüz',
    text: ({ role, place, email, address }) =>
      `Merhaba,\n\nSverka’da rolünüz: ${role}${place === null ? '' : ` (${place})`}.\n\nGirmek için ${address} adresini açın ve bu e-posta adresini yazın: ${email}. Bir kod alacaksınız.\n\nBunun ne olduğunu bilmiyorsanız bir şey yapmanız gerekmez.\n`,
  },
};

export function membershipMail({
  to,
  language,
  role,
  place,
  publicUrl,
}: {
  readonly to: string;
  readonly language: ScreenLanguage;
  readonly role: Role;
  readonly place: string | null;
  readonly publicUrl: string;
}): MailMessage {
  const { subject, text } = words[language];
  const address = `${publicUrl}/sign-in`;
  return { to, subject, text: text({ role: roleNames[language][role], place, email: to, address }) };
}
