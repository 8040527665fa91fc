import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officialLevel } from './official-level.ts';
import { dayArbitrary, shuffled, statementsArbitrary } from './testing/history.arbitrary.ts';
import { statement } from './testing/history.builder.ts';

const municipality = { organizationId: 'municipality', leads: true };
const inspectorate = { organizationId: 'inspectorate', leads: false };
const day = '2026-11-01';

describe('the official level', () => {
  it('is null while nobody has said anything', () => {
    const { level, statementId } = officialLevel({
      statements: [],
      responsibles: [municipality],
      day,
    });
    expect({ level, statementId }).toEqual({ level: null, statementId: null });
  });

  it('comes from the latest period, even where an earlier one was adopted later', () => {
    const statements = [
      statement({
        id: 'old',
        periodFrom: '2024-01-01',
        periodTo: '2024-12-31',
        adoptedOn: '2026-05-01',
      }),
      statement({ id: 'new', level: 'COMPLETE' }),
    ];
    expect(officialLevel({ statements, responsibles: [municipality], day })).toMatchObject({
      level: 'COMPLETE',
      statementId: 'new',
    });
  });

  it('within a period comes from the latest adoption, then from the latest correction', () => {
    const draft = statement({ adoptedOn: null, level: 'COMPLETE', correction: 5 });
    const adopted = statement({ adoptedOn: '2026-03-01', level: 'SUBSTANTIAL' });
    const corrected = statement({ adoptedOn: '2026-03-01', level: 'LIMITED', correction: 1 });
    const responsibles = [municipality];
    expect(officialLevel({ statements: [draft, adopted], responsibles, day }).level).toBe('SUBSTANTIAL');
    expect(officialLevel({ statements: [corrected, draft, adopted], responsibles, day }).level).toBe('LIMITED');
  });

  it('follows a correction that raises it, however early an administrator entered that', () => {
    const first = statement({ level: 'LIMITED', knownFrom: '2026-03-01' });
    const raised = statement({ level: 'COMPLETE', knownFrom: '2026-02-20', correction: 1 });
    expect(officialLevel({ statements: [raised, first], responsibles: [municipality], day }).level).toBe('COMPLETE');
  });

  it('between statements of one rank comes from the one known later, then from the lower', () => {
    const early = statement({ level: 'LIMITED', knownFrom: '2026-02-20' });
    const late = statement({ level: 'SUBSTANTIAL', knownFrom: '2026-02-25' });
    const high = statement({ level: 'COMPLETE', knownFrom: '2026-02-25' });
    expect(officialLevel({ statements: [high, early, late], responsibles: [municipality], day }).level).toBe(
      'SUBSTANTIAL',
    );
  });

  it('as of a day knows nothing that entered later, nor a later adoption', () => {
    const early = statement({ id: 'early', knownFrom: '2026-02-01', adoptedOn: '2026-02-01' });
    const late = statement({ id: 'late', knownFrom: '2026-04-01', adoptedOn: '2026-03-01' });
    const later = statement({ id: 'later', knownFrom: '2026-04-01', adoptedOn: '2026-06-01' });
    const at = (asOf: string) =>
      officialLevel({ statements: [early, late, later], responsibles: [municipality], day: asOf }).statementId;
    expect([at('2026-01-31'), at('2026-02-01'), at('2026-04-01'), at('2026-06-01')]).toEqual([
      null,
      'early',
      'late',
      'later',
    ]);
  });

  it('is left as it was by a statement about money alone', () => {
    const level = statement({ level: 'LIMITED' });
    const money = statement({ level: null, periodFrom: '2026-01-01', periodTo: '2026-06-30' });
    expect(officialLevel({ statements: [level, money], responsibles: [municipality], day }).level).toBe('LIMITED');
  });
});

describe('with several responsible bodies', () => {
  const responsibles = [inspectorate, municipality];
  const ofInspectorate = statement({ responsibleId: 'inspectorate', level: 'LIMITED' });

  it('the lead gives the level, and a difference is shown', () => {
    const result = officialLevel({ statements: [ofInspectorate, statement()], responsibles, day });
    expect(result).toMatchObject({ level: 'SUBSTANTIAL', bodiesDiffer: true });
    expect(result.bodies.map(({ organizationId, level }) => [organizationId, level])).toEqual([
      ['municipality', 'SUBSTANTIAL'],
      ['inspectorate', 'LIMITED'],
    ]);
  });

  it('a silent lead leaves the level null, and the others are shown', () => {
    const result = officialLevel({ statements: [ofInspectorate], responsibles, day });
    expect(result).toMatchObject({ level: null, bodiesDiffer: false });
    expect(result.bodies[1]).toMatchObject({ organizationId: 'inspectorate', level: 'LIMITED' });
  });

  it('and no lead, only a level on which all who speak agree stands', () => {
    const nobodyLeads = responsibles.map(({ organizationId }) => ({
      organizationId,
      leads: false,
    }));
    const agreeing = [ofInspectorate, statement({ level: 'LIMITED' })];
    const differing = [ofInspectorate, statement({ level: 'COMPLETE' })];
    expect(officialLevel({ statements: agreeing, responsibles: nobodyLeads, day }).level).toBe('LIMITED');
    expect(officialLevel({ statements: differing, responsibles: nobodyLeads, day })).toMatchObject({
      level: null,
      bodiesDiffer: true,
    });
  });

  it('a body that is not responsible gives no level', () => {
    const outsider = statement({ responsibleId: 'outsider', level: 'COMPLETE' });
    expect(officialLevel({ statements: [outsider], responsibles, day })).toMatchObject({
      level: null,
    });
  });
});

it('where the plan names nobody, whoever speaks gives the level', () => {
  expect(officialLevel({ statements: [statement()], responsibles: [], day })).toMatchObject({
    level: 'SUBSTANTIAL',
    bodies: [{ organizationId: 'municipality' }],
  });
});

it('the order of statements and of bodies never matters', () => {
  const cases = statementsArbitrary.chain((statements) =>
    fc.record({
      statements: fc.constant(statements),
      mixed: shuffled(statements),
      responsibles: fc.subarray([municipality, inspectorate]),
      day: dayArbitrary,
    }),
  );
  fc.assert(
    fc.property(cases, ({ statements, mixed, responsibles, day: asOf }) => {
      expect(officialLevel({ statements: mixed, responsibles: responsibles.toReversed(), day: asOf })).toEqual(
        officialLevel({ statements, responsibles, day: asOf }),
      );
    }),
  );
});
