/** A paper code as someone types it who has not switched the keyboard: small letters that look like the Latin ones, no dashes. */
const looksLike: Readonly<Record<string, string>> = {
  A: 'а',
  B: 'в',
  C: 'с',
  E: 'е',
  H: 'н',
  K: 'к',
  M: 'м',
  P: 'р',
  T: 'т',
  X: 'х',
  Y: 'у',
  '-': ' ',
};

export const typedInCyrillic = (code: string): string => [...code].map((sign) => looksLike[sign] ?? sign).join('');
