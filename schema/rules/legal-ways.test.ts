import { describe, expect, it } from 'vitest';
import { LegalWayValues } from '../vocabulary/legal-way.ts';
import { legalWayOn } from './legal-ways.ts';
import { bulgarianLegalWays } from './legal-ways.bg.ts';

const ways = bulgarianLegalWays;

describe('the legal ways of Bulgaria', () => {
  it.each(LegalWayValues)('%s has exactly one set of rules on any day', (way) => {
    for (const registeredOn of ['2024-01-01', '2025-07-23', '2025-07-24', '2026-11-01']) {
      const inForce = ways.filter((rules) => rules.way === way && legalWayOn({ ways: [rules], way, registeredOn }));
      expect(inForce).toHaveLength(1);
    }
  });

  it('let silence on public information be contested since 24 July 2025', () => {
    const way = 'PUBLIC_INFORMATION';
    expect(legalWayOn({ ways, way, registeredOn: '2025-07-23' })?.contestSilence).toBeNull();
    expect(legalWayOn({ ways, way, registeredOn: '2025-07-24' })?.contestSilence).toEqual({
      value: { months: 2 },
      check: 'SEEN',
    });
  });

  it('mark what was not verified', () => {
    const signal = legalWayOn({ ways, way: 'SIGNAL', registeredOn: '2026-11-01' });
    expect(signal?.term?.check).toBe('SEEN');
    expect(signal?.extensions.map(({ check }) => check)).toEqual(['UNVERIFIED']);
  });

  it('are none where the data has none', () => {
    expect(legalWayOn({ ways: [], way: 'SIGNAL', registeredOn: '2026-11-01' })).toBeNull();
  });
});
