/** How a value of what is held of oneself is said: words of the closed sets where the screens have them, else as it is kept. */
import { useI18n } from 'vue-i18n';
import { isLocalDate } from '../../../schema/rules/days.ts';
import { useFormat } from '../../lib/format.ts';
import { isMessage, languages } from '../../lib/language.ts';
import type { OwnDataRow } from './own-data.ts';

/** Where the words of a field stand; several where one name means one of several sets. */
const wordsOf: Readonly<Record<string, readonly string[]>> = {
  role: ['role'],
  level: ['level'],
  device: ['device'],
  kind: ['ownData.kind'],
  decision: ['ownData.decision'],
  method: ['observe.method'],
  state: ['observe.mine.state', 'ownData.requestState'],
  competence: ['ownData.competence'],
  revealingReason: ['wordsReason'],
  format: ['exports.format'],
  action: ['ownDataAction'],
};

/** Dots and hyphens mean something else in a key of the messages. */
export const wordOfAction = (action: string): string => action.replace(/[.-]/gu, '_');

export function useOwnDataWords(): (name: string, value: OwnDataRow[string]) => string {
  const { t } = useI18n();
  const format = useFormat();

  return function say(name: string, value: OwnDataRow[string]): string {
    if (typeof value === 'object')
      return (value ?? [])
        .map((part) =>
          Object.entries(part)
            .flatMap(([of, said]) => (said === null ? [] : [say(of, said)]))
            .join(' · '),
        )
        .join('; ');
    if (typeof value === 'boolean') return t(value ? 'ownData.yes' : 'ownData.no');
    if (typeof value === 'number') return String(value);
    if (isLocalDate(value)) return format.value.day(value);
    if (name === 'language') return languages.find(({ code }) => code.toUpperCase() === value)?.name ?? value;
    if (isMonthOf(name) && /^\d{4}-\d\d$/u.test(value)) return format.value.month(value);
    const [day = '', time = ''] = value.split(' ');
    if (name === 'at' && isLocalDate(day)) return `${format.value.day(day)}, ${time}`;
    const word = name === 'action' ? wordOfAction(value) : value;
    const key = (wordsOf[name] ?? []).map((set) => `${set}.${word}`).find(isMessage);
    return key === undefined ? value : t(key);
  };
}

const isMonthOf = (name: string): boolean => ['lastSeenMonth', 'monthFrom', 'monthTo'].includes(name);
