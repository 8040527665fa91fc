import { describe, expect, test } from 'vitest';
import { confirmInput, emptyDetails, missingDetails, type PlanDetails } from './plan-details.ts';
import { planFileProblem } from './plan-file.ts';

const today = '2026-11-22';
const details = (part: Partial<PlanDetails>): PlanDetails => ({
  ...emptyDetails(),
  municipality: { value: 'RAZ16', label: 'Кубрат' },
  title: 'План на Кубрат',
  ...part,
});
const missing = (part: Partial<PlanDetails>, planId: string | null = null) =>
  Object.keys(missingDetails(details(part), { planId, today }));

describe('what is missing', () => {
  test('of a new plan: its place and its title', () => {
    expect(missing({ municipality: null, title: 'План' })).toEqual(['municipality', 'title']);
    expect(missing({})).toEqual([]);
  });
  test('of a new version: the plan alone', () => {
    expect(missing({ which: 'EXISTING', title: '' })).toEqual(['plan']);
    expect(missing({ which: 'EXISTING', title: '' }, 'p')).toEqual([]);
  });
  test('of a plan known since an earlier day: how that is known', () => {
    expect(missing({ isEarlier: true, knownFrom: '2026-02-12' })).toEqual(['knownFromSource']);
    expect(missing({ isEarlier: true, knownFrom: '2026-12-01', knownFromSource: 'сайт' })).toEqual(['knownFrom']);
  });
  test('an end before the start is no period', () => {
    expect(missing({ periodFrom: '2027-01-01', periodTo: '2026-01-01' })).toEqual(['periodTo']);
  });
});

test('a new version names the plan and no new one', () => {
  expect(confirmInput(details({ which: 'EXISTING' }), { importId: 'i', planId: 'p' })).toMatchObject({
    planId: 'p',
    plan: null,
  });
});
test('an earlier day typed and then unticked is not sent', () => {
  expect(
    confirmInput(details({ knownFrom: '2026-01-01', knownFromSource: 'сайт' }), { importId: 'i', planId: null }),
  ).toMatchObject({ knownFrom: null, knownFromSource: null });
});

test('a file that is empty, too large or a picture is not sent', () => {
  expect(planFileProblem({ name: 'план.xlsx', size: 0 })).toBe('empty');
  expect(planFileProblem({ name: 'план.XLSX', size: 10 })).toBeNull();
  expect(planFileProblem({ name: 'план.pdf', size: 10 })).toBe('otherFormat');
  expect(planFileProblem({ name: 'план.docx', size: 999_999_999 })).toBe('tooLarge');
});
