// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { h } from 'vue';
import { createI18n, I18nT } from 'vue-i18n';
import { compileMessage, formsOf } from './message-compiler.ts';

const i18n = createI18n({
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
      onDay: 'към {day} е видяно',
    },
  },
});
const { global } = i18n;

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
test('a component in the place of a value comes as its nodes', () => {
  const sentence = () => h(I18nT, { keypath: 'onDay', scope: 'global', tag: 'p' }, { day: () => h('b', '31.12.2025') });
  expect(mount(sentence, { global: { plugins: [i18n] } }).html()).toBe('<p>към <b>31.12.2025</b> е видяно</p>');
});
