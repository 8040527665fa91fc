import { expect, test } from 'vitest';
import { readIndicators } from '../../server/plan-import/understand/indicator.ts';

function read(indicator: string, unit = '', baseline = '', target = ''): string {
  const { indicators, doubts } = readIndicators({ indicator, unit, baseline, target });
  const shown = indicators.map((each) =>
    [each.wording, each.unit ?? '-', each.baseline ?? '-', each.target ?? '-', each.direction ?? '-'].join('|'),
  );
  return [shown.join(' + '), ...doubts].join(' !');
}

test.each([
  [['Дял на обхванатите деца на 4–6 години (%)', '', '71', '95'], 'Дял на обхванатите деца на 4–6 години|%|71|95|UP'],
  [['Деца с поети разходи, брой', '', '0', '120'], 'Деца с поети разходи|брой|0|120|UP'],
  [['Деца с пропуснати имунизации', 'брой', '96', '20'], 'Деца с пропуснати имунизации|брой|96|20|DOWN'],
  [['Дял на обхванатите от 71 на 95 %'], 'Дял на обхванатите|%|71|95|UP'],
  [['от 2 до 6 медиатора'], 'от 2 до 6 медиатора|медиатора|2|6|UP'],
  [['Назначени медиатори – от 2 на 6'], 'Назначени медиатори|-|2|6|UP'],
  [['Деца от 0 до 7 години', 'брой', '14', '40'], 'Деца от 0 до 7 години|брой|14|40|UP'],
  [['Деца от 0 до 17 години', 'брой', '14', '40'], 'Деца от 0 до 17 години|брой|14|40|UP'],
  [['Дял', '', '', 'от 71 на 95 %'], 'Дял|%|71|95|UP'],
  [['Дял', '', '71 %', '95 %'], 'Дял|%|71|95|UP'],
  [['Брой деца\nБрой семейства', '', '1\n2', '3\n4'], 'Брой деца|брой|1|3|UP + Брой семейства|брой|2|4|UP'],
  [['Брой деца; Брой семейства', '', '1'], 'Брой деца|брой|1|-|- + Брой семейства|брой|-|-|- !INDICATOR_COUNT_DIFFERS'],
  [['Обучени', '', 'няма данни', '10 000'], 'Обучени|-|-|10000|-'],
  [['Обучени', 'брой', '5', 'повече'], 'Обучени|брой|5|-|- !INDICATOR_VALUE_UNREADABLE'],
  [['', '', '5', '7'], ' !INDICATOR_COUNT_DIFFERS'],
])('%s', (cells, expected) => {
  const [indicator = '', unit, baseline, target] = cells;
  expect(read(indicator, unit, baseline, target)).toBe(expected);
});
