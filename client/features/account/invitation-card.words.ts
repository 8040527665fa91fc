/** The words of a card, in its own language whatever the screen speaks: whoever prints it need not read it. */
import type { ScreenLanguage } from '../../../schema/vocabulary/screen-language.ts';

interface CardWords {
  readonly lang: string;
  readonly heading: string;
  readonly call: string;
  readonly steps: readonly string[];
  readonly protectedHeading: string;
  readonly protections: readonly string[];
  readonly until: string;
  readonly qr: string;
}

export const cardWords: Record<ScreenLanguage, CardWords> = {
  BG: {
    lang: 'bg',
    heading: 'Кажи какво виждаш',
    call: 'Общината обеща. Ти знаеш дали се случва. Кажи го за една минута, без име и без номер.',
    steps: [
      'Насочи телефона към квадрата или напиши адреса.',
      'Избери език и натисни „Съгласявам се и се включвам“.',
      'Запиши кода на хартия. С него се връщаш, ако смениш телефона.',
    ],
    protectedHeading: 'Как си защитен',
    protections: [
      'Не искаме име, адрес, имейл или телефон.',
      'Никой в общината не вижда кой какво е казал.',
      'Можеш да оттеглиш казаното по всяко време.',
    ],
    until: 'Картата важи до',
    qr: 'Квадрат за телефона: води към адреса по-долу',
  },
  EN: {
    lang: 'en',
    heading: 'Say what you see',
    call: 'The municipality promised. You know whether it happens. Say so in a minute, without name or number.',
    steps: [
      'Point your phone at the square, or type the address.',
      'Choose a language and press “I agree, and join”.',
      'Write the code on paper. It brings you back if you change phones.',
    ],
    protectedHeading: 'How you are protected',
    protections: [
      'We ask for no name, address, e-mail or telephone.',
      'Nobody in the municipality sees who said what.',
      'You can take back what you said at any time.',
    ],
    until: 'The card works until',
    qr: 'Square for the telephone: leads to the address below',
  },
  TR: {
    lang: 'tr',
    heading: 'Ne gördüğünü söyle',
    call: 'Belediye söz verdi. Gerçekleşip gerçekleşmediğini sen bilirsin. Bir dakikada söyle; ad ve numara yok.',
    steps: [
      'Telefonunu kareye tut ya da adresi yaz.',
      'Dili seç ve “Kabul ediyorum ve katılıyorum” düğmesine bas.',
      'Kodu kâğıda yaz. Telefon değiştirirsen onunla geri dönersin.',
    ],
    protectedHeading: 'Nasıl korunuyorsun',
    protections: [
      'Ad, adres, e-posta ya da telefon istemiyoruz.',
      'Belediyede kimse kimin ne söylediğini görmez.',
      'Söylediğini her zaman geri alabilirsin.',
    ],
    until: 'Kart şu güne kadar geçerli:',
    qr: 'Telefon için kare: aşağıdaki adrese götürür',
  },
};
