/**
 * Codes that people write on paper: of letters that look the same in Cyrillic and in Latin, and of digits that look like
 * no letter, so that it does not matter which keyboard they are typed back on.
 */
import { randomInt } from 'node:crypto';

/** 18 signs: 4.17 bits each. */
const SIGNS = 'ABCEHKMPTXY2345679';
const GROUP = 4;

/** How each Cyrillic letter of the same look is written in Latin. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
  8: 'B',
};

/** Five groups, 83 bits: the way back of a person without e-mail. */
export const RECOVERY_GROUPS = 5;
/** Three groups, 50 bits: in place of a second factor, beside a first. */
export const SECOND_FACTOR_GROUPS = 3;

/** Such as "K7PX-A29E-…". */
export function drawPaperCode(groups: number): string {
  const signs = Array.from({ length: groups * GROUP }, () => SIGNS[randomInt(SIGNS.length)]);
  return Array.from({ length: groups }, (_, group) => signs.slice(group * GROUP, (group + 1) * GROUP).join('')).join(
    '-',
  );
}

/** The signs alone, whatever the keyboard, the case and what stands between; null when they are no such code. */
export function readPaperCode(typed: string, groups: number): string | null {
  const signs = [...typed.normalize('NFC').toUpperCase()]
    .filter((sign) => /[\p{L}\p{N}]/u.test(sign))
    .map((sign) => LOOK_ALIKE[sign] ?? sign);
  return signs.length === groups * GROUP && signs.every((sign) => SIGNS.includes(sign)) ? signs.join('') : null;
}
