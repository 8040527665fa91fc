/* oxlint-disable max-lines -- the text of plans */
/**
 * The promises of the demo: sample plans in the shape that municipalities publish, in the project's own words. They are
 * no official documents, and the screen says so. Days are told from the first year of the plan, so that the demo is
 * always in the middle of its life, whenever it is loaded.
 */
import type { FundingState } from '../../schema/vocabulary/funding-state.ts';

/** Bodies that the demo plans make responsible; a text in angle brackets is a kind of body. */
export type DemoBody =
  | 'municipality'
  | 'council'
  | 'education'
  | 'health'
  | 'employment'
  | 'social'
  | 'police'
  | 'water'
  | `<${string}>`;

export interface DemoMeasure {
  readonly code: string;
  readonly wording: string;
  readonly bodies: readonly DemoBody[];
  /** Last day as month and day of the first (0) or a later year; none: to the end of the plan. */
  readonly until?: readonly [yearOffset: number, monthDay: string];
  /** A lasting duty. */
  readonly recurring?: string;
  readonly euro?: number;
  readonly funding?: FundingState;
  readonly source?: string;
  readonly indicator?: readonly [wording: string, unit: string, baseline: number, target: number];
  readonly targetGroups?: string;
}

export interface DemoTask {
  readonly priority: string;
  readonly goal: string;
  readonly task: string;
  readonly measures: readonly DemoMeasure[];
}

export interface DemoPlan {
  readonly municipality: string;
  readonly years: number;
  readonly tasks: readonly DemoTask[];
}

const education = '1. Образование';
const health = '2. Здравеопазване';
const housing = '3. Жилищни условия';
const work = '4. Заетост';
const rights = '5. Върховенство на закона и недискриминация';
const culture = '6. Култура и медии';
const taking = '7. Участие и капацитет';

export const kubratPlan: DemoPlan = {
  municipality: 'RAZ16',
  years: 3,
  tasks: [
    {
      priority: education,
      goal: '1.1. Всяко дете в детска градина и в клас',
      task: '1.1.1. Намиране и записване на децата извън системата',
      measures: [
        {
          code: '1.1.1.1',
          wording: 'Обиколка по домовете преди началото на учебната година за записване на всички деца на 4–6 години',
          bodies: ['municipality', 'education', 'social'],
          recurring: 'всяка година до 15 септември',
          euro: 2000,
          source: 'Делегиран бюджет',
          indicator: ['Записани деца на 4–6 години', '%', 71, 95],
          targetGroups: 'деца на 4–6 години',
        },
        {
          code: '1.1.1.2',
          wording: 'Плащане на помагалата и допълнителните занимания в детската градина за семейства с ниски доходи',
          bodies: ['municipality', 'council'],
          until: [0, '10-31'],
          euro: 19500,
          source: 'Общински бюджет',
          indicator: ['Деца с платени занимания', 'брой', 0, 120],
        },
      ],
    },
    {
      priority: education,
      goal: '1.1. Всяко дете в детска градина и в клас',
      task: '1.1.2. По-малко ранно напускане',
      measures: [
        {
          code: '1.1.2.1',
          wording: 'Образователен медиатор във всяко училище, където поне една пета от учениците са от уязвими групи',
          bodies: ['<Директори на училища>', 'municipality'],
          euro: 32000,
          source: 'Национална програма',
          indicator: ['Работещи медиатори', 'брой', 2, 6],
        },
        {
          code: '1.1.2.2',
          wording: 'Следобедни занимания и помощ за уроците за ученици от 1. до 7. клас',
          bodies: ['<Училища в общината>'],
          until: [1, '06-30'],
          euro: 12800,
          source: 'Делегиран бюджет',
          indicator: ['Ученици в следобедни занимания', 'брой', 310, 420],
        },
      ],
    },
    {
      priority: education,
      goal: '1.2. Без отделни детски градини и училища',
      task: '1.2.1. Смесени групи',
      measures: [
        {
          code: '1.2.1.1',
          wording: 'Безплатен автобус до приемащите училища и детски градини',
          bodies: ['municipality'],
          until: [0, '12-31'],
          euro: 27600,
          source: 'Общински бюджет',
          indicator: ['Возени деца и ученици', 'брой', 45, 140],
          targetGroups: 'деца и ученици от крайните квартали',
        },
      ],
    },
    {
      priority: education,
      goal: '1.3. Средно и висше образование',
      task: '1.3.1. Подкрепа след 8. клас',
      measures: [
        {
          code: '1.3.1.1',
          wording: 'Общинска стипендия за ученици в гимназия от семейства с ниски доходи',
          bodies: ['municipality', 'council'],
          euro: 9200,
          source: 'Общински бюджет',
          indicator: ['Отпуснати стипендии', 'брой', 5, 30],
        },
        {
          code: '1.3.1.2',
          wording: 'Подготовка за кандидатстване и наставници за бъдещи студенти',
          bodies: ['municipality', '<НПО>'],
          euro: 4600,
          source: 'Проекти и дарения',
          indicator: ['Приети студенти', 'брой', 3, 12],
        },
      ],
    },
    {
      priority: health,
      goal: '2.1. Лекар и преглед за всеки',
      task: '2.1.1. Здравни медиатори',
      measures: [
        {
          code: '2.1.1.1',
          wording: 'Назначаване на още двама здравни медиатори',
          bodies: ['municipality', 'health'],
          until: [0, '06-30'],
          euro: 39900,
          source: 'Делегиран бюджет',
          indicator: ['Работещи здравни медиатори', 'брой', 2, 4],
        },
      ],
    },
    {
      priority: health,
      goal: '2.1. Лекар и преглед за всеки',
      task: '2.1.2. Прегледи на място',
      measures: [
        {
          code: '2.1.2.1',
          wording: 'Прегледи с подвижен кабинет в селата без лекар, два пъти в годината',
          bodies: ['health', 'municipality'],
          recurring: 'два пъти в годината',
          source: 'Министерство на здравеопазването',
          funding: 'UNFUNDED',
          indicator: ['Прегледани хора', 'брой', 180, 600],
        },
      ],
    },
    {
      priority: health,
      goal: '2.2. Здраве на майката и детето',
      task: '2.2.1. Ваксини и ранна помощ',
      measures: [
        {
          code: '2.2.1.1',
          wording: 'Издирване на децата с пропуснати задължителни ваксини',
          bodies: ['health', '<Общопрактикуващи лекари>'],
          recurring: 'постоянен',
          funding: 'NOT_REQUIRED',
          source: 'не изисква средства',
          indicator: ['Деца с пропуснати ваксини', 'брой', 96, 20],
        },
        {
          code: '2.2.1.2',
          wording: 'Ранна интервенция в семейна среда за деца с увреждания до 7 години',
          bodies: ['municipality', '<доставчик на услугата>'],
          euro: 57200,
          source: 'Делегиран бюджет',
          indicator: ['Семейства, които ползват услугата', 'брой', 14, 40],
          targetGroups: 'деца с увреждания и техните семейства',
        },
      ],
    },
    {
      priority: housing,
      goal: '3.1. Законни и годни жилища',
      task: '3.1.1. Устройство на квартала',
      measures: [
        {
          code: '3.1.1.1',
          wording: 'Подробен устройствен план на крайния квартал',
          bodies: ['municipality'],
          until: [1, '03-31'],
          euro: 23500,
          source: 'Общински бюджет',
          indicator: ['Приет план', 'брой', 0, 1],
        },
        {
          code: '3.1.1.2',
          wording: 'Водопровод и канализация по улиците, които нямат',
          bodies: ['municipality', 'water'],
          euro: 327200,
          source: 'Програма „Околна среда“',
          indicator: ['Домове с течаща вода', 'брой', 210, 340],
        },
        {
          code: '3.1.1.3',
          wording: 'Улично осветление и извозване на боклука в квартала',
          bodies: ['municipality'],
          until: [0, '09-30'],
          euro: 15100,
          source: 'Общински бюджет',
          indicator: ['Осветени улици', 'брой', 4, 17],
        },
        {
          code: '3.1.1.4',
          wording: 'Ремонт и строеж на общински жилища за семейства в риск',
          bodies: ['municipality'],
          euro: 449900,
          source: 'Програма „Развитие на регионите“',
          indicator: ['Настанени семейства', 'брой', 0, 24],
        },
      ],
    },
    {
      priority: work,
      goal: '4.1. Път към работа',
      task: '4.1.1. Посредничество и обучение',
      measures: [
        {
          code: '4.1.1.1',
          wording: 'Трудов посредник от общността в бюрото по труда',
          bodies: ['employment', 'municipality'],
          euro: 8000,
          source: 'Национална програма',
          indicator: ['Започнали работа', 'брой', 60, 180],
        },
        {
          code: '4.1.1.2',
          wording: 'Курсове за ограмотяване и за занаят',
          bodies: ['employment', '<обучителни центрове>'],
          euro: 16900,
          source: 'Програма „Развитие на човешките ресурси“',
          indicator: ['Завършили курс', 'брой', 22, 110],
        },
        {
          code: '4.1.1.3',
          wording: 'Консултации за започване на малък занаят или търговия',
          bodies: ['municipality', '<НПО>'],
          euro: 24500,
          source: 'Проекти',
          indicator: ['Консултирани хора', 'брой', 9, 60],
        },
      ],
    },
    {
      priority: rights,
      goal: '5.1. Защита от дискриминация',
      task: '5.1.1. Достъп до защита и обучение',
      measures: [
        {
          code: '5.1.1.1',
          wording: 'Приемна за жалби с безплатен правен съвет',
          bodies: ['municipality', '<НПО>'],
          euro: 10700,
          source: 'Проекти',
          indicator: ['Приети жалби', 'брой', 0, 150],
        },
        {
          code: '5.1.1.2',
          wording: 'Обучение на служители и полицаи за равно отношение',
          bodies: ['municipality', 'police'],
          until: [0, '12-31'],
          euro: 3000,
          source: 'Проекти',
          indicator: ['Обучени служители', 'брой', 0, 45],
        },
      ],
    },
    {
      priority: culture,
      goal: '6.1. Празници и език',
      task: '6.1.1. Общи празници',
      measures: [
        {
          code: '6.1.1.1',
          wording: 'Общо честване на 8 април и на Банго Васил в читалищата',
          bodies: ['municipality', '<читалища>'],
          recurring: 'всяка година',
          euro: 1800,
          source: 'Общински бюджет',
          indicator: ['Проведени чествания', 'брой', 1, 4],
        },
      ],
    },
    {
      priority: taking,
      goal: '7.1. Общността участва в решенията',
      task: '7.1.1. Консултативен съвет и наблюдение',
      measures: [
        {
          code: '7.1.1.1',
          wording: 'Нов състав на консултативния съвет и заседание на всяко тримесечие',
          bodies: ['municipality', 'council'],
          until: [0, '03-31'],
          funding: 'NOT_REQUIRED',
          source: 'не изисква средства',
          indicator: ['Проведени заседания', 'брой', 1, 8],
        },
        {
          code: '7.1.1.2',
          wording: 'Кръгли маси по населени места и открит годишен отчет',
          bodies: ['municipality', '<сдружения>'],
          euro: 3700,
          source: 'Проекти',
          indicator: ['Проведени кръгли маси', 'брой', 0, 10],
        },
        {
          code: '7.1.1.3',
          wording: 'Назначаване на експерт по интеграционните въпроси',
          bodies: ['municipality'],
          until: [0, '04-30'],
          euro: 10100,
          source: 'Общински бюджет',
          indicator: ['Назначен експерт', 'брой', 0, 1],
        },
      ],
    },
  ],
};

export const lomPlan: DemoPlan = {
  municipality: 'MON24',
  years: 4,
  tasks: [
    {
      priority: education,
      goal: '1.1. Равен старт',
      task: '1.1.1. Предучилищна възраст',
      measures: [
        {
          code: '1.1',
          wording: 'Подготовка за първи клас за деца, които не са ходили на детска градина',
          bodies: ['municipality', 'education'],
          recurring: 'всяко лято',
          euro: 18000,
          source: 'Общински бюджет',
          indicator: ['Подготвени деца', 'брой', 20, 80],
        },
        {
          code: '1.2',
          wording: 'Помощ на млади роми да продължат в университет',
          bodies: ['municipality', '<НПО>'],
          euro: 7000,
          source: 'Дарения',
          indicator: ['Приети студенти', 'брой', 6, 25],
        },
      ],
    },
    {
      priority: work,
      goal: '2.1. Доходи',
      task: '2.1.1. Свое дело и почасова работа',
      measures: [
        {
          code: '2.1',
          wording: 'Бизнес център с програма за започване на дейност',
          bodies: ['municipality', '<НПО>'],
          euro: 48000,
          source: 'Проекти',
          indicator: ['Започнати дейности', 'брой', 0, 30],
        },
        {
          code: '2.2',
          wording: 'Борса за почасова и домашна работа',
          bodies: ['employment', 'municipality'],
          until: [0, '06-30'],
          indicator: ['Намерена работа', 'брой', 0, 200],
        },
      ],
    },
    {
      priority: 'Социални услуги',
      goal: '3.1. Подкрепа за семейства',
      task: '3.1.1. Център за деца и жени в нужда',
      measures: [
        {
          code: '3.1',
          wording: 'Център за деца в риск, деца с увреждания и жени в нужда',
          bodies: ['municipality', 'social'],
          euro: 260000,
          source: 'Делегиран бюджет',
          indicator: ['Подкрепени семейства', 'брой', 35, 120],
        },
      ],
    },
  ],
};

export const blagoevgradPlan: DemoPlan = {
  municipality: 'BLG03',
  years: 4,
  tasks: [
    {
      priority: education,
      goal: '1.1. Смесено образование',
      task: '1.1.1. Превоз и наставници',
      measures: [
        {
          code: 'М1',
          wording: 'Превоз до училища извън квартала',
          bodies: ['municipality'],
          euro: 82800,
          source: 'Общински бюджет',
          indicator: ['Возени ученици', 'брой', 45, 140],
        },
        {
          code: 'М2',
          wording: 'Наставници за гимназисти от общността',
          bodies: ['<НПО>', 'municipality'],
          euro: 13800,
          source: 'Проекти',
          indicator: ['Двойки наставник и ученик', 'брой', 3, 25],
        },
      ],
    },
    {
      priority: health,
      goal: '2.1. Достъп до лекар',
      task: '2.1.1. Медиатори',
      measures: [
        {
          code: 'М3',
          wording: 'Двама нови здравни медиатори',
          bodies: ['municipality', 'health'],
          until: [0, '12-31'],
          euro: 119600,
          source: 'Делегиран бюджет',
          indicator: ['Работещи медиатори', 'брой', 2, 4],
        },
      ],
    },
    {
      priority: housing,
      goal: '3.1. Вода и улици',
      task: '3.1.1. Мрежи',
      measures: [
        {
          code: 'М4',
          wording: 'Течаща вода по улиците без водопровод',
          bodies: ['municipality', 'water'],
          euro: 981700,
          source: 'Програма „Околна среда“',
          indicator: ['Домове с вода', 'брой', 210, 340],
        },
      ],
    },
  ],
};
