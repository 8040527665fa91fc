/** Tells a person that an administrator was asked to erase them: whoever did not ask has days to say so. */
import type { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';
import type { MailMessage } from '../../platform/mail.ts';

const words: Record<ScreenLanguage, { readonly subject: string; readonly text: (address: string) => string }> = {
  BG: {
    subject: 'Искане да изтрием данните ви в Сверка',
    text: (address) =>
      `Здравейте,\n\nадминистратор на Сверка отбеляза, че сте поискали да изтрием всичко за вас. Когато друг администратор го потвърди, данните изчезват и не могат да се върнат.\n\nАко сте го поискали, не правете нищо.\n\nАко не сте, пишете веднага на хората, които отговарят за личните данни: ${address}\n`,
  },
  EN: {
    subject: 'A request to erase your data in Sverka',
    text: (address) =>
      `Hello,\n\nan administrator of Sverka noted that you asked us to erase everything about you. Once another administrator confirms it, the data are gone and cannot be brought back.\n\nIf you asked for it, do nothing.\n\nIf you did not, write at once to those who answer for personal data: ${address}\n`,
  },
  TR: {
    subject: 'Sverka’daki verilerinizin silinmesi isteği',
    text: (address) =>
      `Merhaba,\n\nbir Sverka yöneticisi, hakkınızdaki her şeyin silinmesini istediğinizi kaydetti. Başka bir yönetici onayladığında veriler silinir ve geri getirilemez.\n\nBunu siz istediyseniz bir şey yapmayın.\n\nİstemediyseniz kişisel verilerden sorumlu olanlara hemen yazın: ${address}\n`,
  },
};

export function erasureAskedMail({
  to,
  language,
  publicUrl,
}: {
  readonly to: string;
  readonly language: ScreenLanguage;
  readonly publicUrl: string;
}): MailMessage {
  const { subject, text } = words[language];
  return { to, subject, text: text(`${publicUrl}/data-protection`) };
}
