import { createI18n } from 'vue-i18n';
import { expect, test } from 'vitest';
import { compileMessage, formsOf } from './message-compiler.ts';

const { global } = createI18n({
  legacy: false,
  locale: 'bg',
  messageCompiler: compileMessage,
  pluralRules: { bg: (count: number) => (count === 1 ? 0 : 1) },
  messages: {
    bg: {
      plain: 'Няма данни',
      named: '{name} отчита {level}',
      counted: '{count} мярка | {count} мерки',
      sign: "едно {'|'} две",
      gone: 'липсва: {what}',
    },
  },
});

test('a message is said as it stands, with its values in their places', () => {
  expect(global.t('plain')).toBe('Няма данни');
  expect(global.t('named', { name: 'Община Кубрат', level: 'изпълнена' })).toBe('Община Кубрат отчита изпълнена');
});
test('the form follows the number: one from many', () => {
  expect(global.t('counted', 1)).toBe('1 мярка');
  expect(global.t('counted', 2)).toBe('2 мерки');
  expect(global.t('counted', 24)).toBe('24 мерки');
  expect(global.t('counted', 0)).toBe('0 мерки');
});
test('a quoted sign parts no forms', () => {
  expect(global.t('sign')).toBe('едно | две');
  expect(formsOf("едно {'|'} две")).toHaveLength(1);
});
test('a value that is missing leaves its place empty', () => {
  expect(global.t('gone')).toBe('липсва: ');
});
