import { describe, expect, it } from 'vitest';
import { mayVerify, speaksForImplementer } from './independence.ts';

const asked = {
  verifier: { personId: 'vera', bodyIds: ['ngo'] },
  observation: { personId: 'ana', bodyIds: ['club'], invitedById: null },
  implementerIds: ['municipality'],
  certificateValidUntil: '2026-12-31',
  day: '2026-11-01',
};

describe('a verifier', () => {
  it('with a certificate and no tie may verify, to the last day of the certificate', () => {
    expect(mayVerify(asked)).toEqual({ ok: true });
    expect(mayVerify({ ...asked, day: '2026-12-31' })).toEqual({ ok: true });
  });

  it.each([
    ['without a certificate', { certificateValidUntil: null }, 'NO_CERTIFICATE'],
    ['whose certificate has ended', { day: '2027-01-01' }, 'NO_CERTIFICATE'],
    ['who is the observer', { observation: { personId: 'vera', bodyIds: [], invitedById: null } }, 'OWN_OBSERVATION'],
    [
      'who invited the observer',
      { observation: { personId: 'ana', bodyIds: [], invitedById: 'vera' } },
      'OWN_INVITATION',
    ],
    [
      'of the same organisation',
      { observation: { personId: 'ana', bodyIds: ['club', 'ngo'], invitedById: null } },
      'OWN_ORGANIZATION',
    ],
    ['of an employer that carries the measure out', { implementerIds: ['municipality', 'ngo'] }, 'OWN_IMPLEMENTATION'],
  ])('%s may not', (_who, change, bar) => {
    expect(mayVerify({ ...asked, ...change })).toEqual({ ok: false, bar });
  });
});

it('a mediator employed by the municipality speaks for the municipality', () => {
  const implementerIds = ['municipality'];
  expect(speaksForImplementer({ bodyIds: ['health-mediators', 'municipality'], implementerIds })).toBe(true);
  expect(speaksForImplementer({ bodyIds: ['health-mediators'], implementerIds })).toBe(false);
});
