// @vitest-environment happy-dom
import { mount } from '@vue/test-utils';
import { beforeAll, describe, expect, test } from 'vitest';
import { i18n, showLanguage } from '../lib/language.ts';
import GapTag from './GapTag.vue';
import LevelBar from './LevelBar.vue';
import MoneyText from './MoneyText.vue';
import TrackBar from './TrackBar.vue';

beforeAll(() => showLanguage('bg'));
const global = { plugins: [i18n] };

describe('a level on screen', () => {
  test('is as many filled steps as the level has, with its word', () => {
    const bar = mount(LevelBar, { props: { level: 'SUBSTANTIAL', track: 'claim' }, global });
    expect(bar.findAll('i.on')).toHaveLength(2);
    expect(bar.text()).toBe('до голяма степен');
  });
  test('that is silence differs from one that is not started', () => {
    const silent = mount(LevelBar, { props: { level: null, track: 'seen' }, global });
    const nothing = mount(LevelBar, { props: { level: 'NOT_STARTED', track: 'seen' }, global });
    expect(silent.classes()).toContain('none');
    expect(silent.text()).toBe('няма наблюдения');
    expect(nothing.classes()).not.toContain('none');
    expect(nothing.text()).toBe('незапочната');
  });
  test('carries a note after its word', () => {
    const bar = mount(LevelBar, { props: { level: 'LIMITED', track: 'seen', note: '4 групи' }, global });
    expect(bar.text()).toBe('ограничено · 4 групи');
  });
});

describe('a gap in words', () => {
  const say = (props: InstanceType<typeof GapTag>['$props']) => mount(GapTag, { props, global }).text();
  test.each([
    [{ gapKind: 'OVERSTATED', gapValue: 2 }, 'Отчетено повече с 2 степени'],
    [{ gapKind: 'OVERSTATED', gapValue: 1 }, 'Отчетено повече с 1 степен'],
    [{ gapKind: 'UNDERSTATED', gapValue: -1 }, 'Отчетено по-малко с 1 степен'],
    [{ gapKind: 'ALIGNED', gapValue: 0 }, 'Съвпада'],
    [{ gapKind: 'DARK' }, 'Няма данни от никого'],
    [{ gapKind: 'UNREPORTED', late: true }, 'Неотчетена, срокът изтече'],
    [{ gapKind: 'UNREPORTED', late: false }, 'Няма отчет'],
    [{ gapKind: 'UNMONITORED', late: true }, 'Няма наблюдения'],
  ] as const)('%o says "%s"', (props, text) => {
    expect(say(props)).toBe(text);
  });
});

test('the sentence above a bar leaves out what no measure has, and counts right', () => {
  const counts = { complete: 1, substantial: 0, limited: 4, notStarted: 2, none: 7 };
  const bar = mount(TrackBar, { props: { track: 'seen', counts }, global });
  expect(bar.get('p').text()).toBe('Видяно: 1 изпълнена, 4 ограничено, 2 незапочнати, 7 без наблюдения');
  expect(bar.findAll('.track-bar i')).toHaveLength(4);
});

test('an amount is in euro first, with the lev of the document beside it', () => {
  const money = [{ amountCents: 212_000_000, currency: 'BGN', eurCents: 108_393_879 }] as const;
  expect(mount(MoneyText, { props: { money }, global }).text()).toBe(
    '1\u00a0083\u00a0939\u00a0€ (2\u00a0120\u00a0000\u00a0лв.)',
  );
});
