/** What the responsible bodies of the demo claim. */
import { Currency } from '../../schema/vocabulary/currency.ts';
import { required } from '../platform/problem.ts';
import { rows, sql } from '../platform/sql.ts';
import { submitReport } from '../reports/report.service.ts';
import { endOfMonthBefore } from './demo-days.ts';
import type { DemoOrganizationKey } from './demo-people.ts';
import type { DemoSetting } from './demo-plan.entry.ts';
import { firstReport, levelOfLetter, otherReports, secondReport, type DemoClaim } from './demo-record.ts';

export async function enterReports({ plan, days, cast }: DemoSetting): Promise<void> {
  const report = async ({
    by,
    day,
    until,
    claims,
    title,
    label,
  }: {
    by: DemoOrganizationKey;
    day: string;
    until: string;
    claims: readonly DemoClaim[];
    title: string;
    label: string;
  }): Promise<void> => {
    const { context, actor } = await cast.as('administrator', day);
    const indicators = await rows<{ measureId: string; id: string }>(
      context,
      sql`select mv.measure_id, i.id from indicator i join measure_version mv on mv.id = i.measure_version_id
          where mv.version_id = (select id from plan_version where plan_id = ${plan.planId} and known_from <= ${day} order by number desc limit 1)`,
    );
    await submitReport(context, actor, {
      planId: plan.planId,
      organizationId: cast.organizations[by],
      title,
      periodLabel: label,
      periodFrom: `${until.slice(0, 4)}-01-01`,
      periodTo: until,
      act: 'Решение (пример)',
      adoptedBy: 'Общински съвет – Кубрат',
      adoptedOn: day,
      statements: claims.map(({ code, level, text, spentEuro, value }) => {
        const measureId = required(plan.measureIds.get(code));
        const indicatorId = indicators.find((indicator) => indicator.measureId === measureId)?.id;
        return {
          measureId,
          level: level === null ? null : levelOfLetter[level],
          text,
          spentCents: spentEuro === undefined ? null : spentEuro * 100,
          currency: spentEuro === undefined ? null : Currency.EUR,
          indicatorValues: value === undefined || indicatorId === undefined ? [] : [{ indicatorId, value }],
        };
      }),
    });
  };
  const firstYear = `${days.firstYear}-12-31`;
  await report({
    by: 'kubrat',
    day: days.firstReport,
    until: firstYear,
    claims: firstReport,
    title: `Годишен отчет за ${days.firstYear} г.`,
    label: `${days.firstYear} г.`,
  });
  await report({
    by: 'employment',
    day: days.firstReport,
    until: firstYear,
    claims: otherReports.employment,
    title: `Отчет на бюрото по труда за ${days.firstYear} г.`,
    label: `${days.firstYear} г.`,
  });
  await report({
    by: 'health',
    day: days.firstReport,
    until: firstYear,
    claims: otherReports.health,
    title: `Отчет на РЗИ за ${days.firstYear} г.`,
    label: `${days.firstYear} г.`,
  });
  const until = endOfMonthBefore(days.monthsAgo(2));
  await report({
    by: 'kubrat',
    day: days.monthsAgo(2),
    until,
    claims: secondReport,
    title: `Отчет до ${until.split('-').toReversed().join('.')} г.`,
    label: `до ${until.slice(5, 7)}.${until.slice(0, 4)} г.`,
  });
}
