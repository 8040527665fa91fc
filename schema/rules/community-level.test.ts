import { describe, expect, it } from 'vitest';
import { communityLevel, withWaiting, type CommunityObservation } from './community-level.ts';
import { observation } from './testing/history.builder.ts';

const day = '2026-11-01';

function assess(observations: readonly CommunityObservation[], asOf = day) {
  return communityLevel({ observations, day: asOf });
}

function partOf(observations: readonly CommunityObservation[], id: string) {
  return assess(observations).parts.find(({ observationId }) => observationId === id)?.part;
}

describe('which observations count', () => {
  it('none is no level, no confidence and no step but that nobody looked', () => {
    expect(assess([])).toMatchObject({
      level: null,
      confidence: null,
      contested: false,
      stale: false,
    });
    expect(assess([]).steps).toEqual([{ kind: 'LOOKED', looked: 0, dontKnow: 0, replaced: 0, fromImplementers: 0 }]);
  });

  it('from the day they are published until the day they are withdrawn', () => {
    const seen = observation({ publishedOn: '2026-04-01', withdrawnOn: '2026-05-01' });
    const groups = ['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01'].map(
      (asOf) => assess([seen], asOf).counts.groups,
    );
    expect(groups).toEqual([0, 1, 1, 0]);
  });

  it('never before they were seen, also when entered with an earlier day', () => {
    expect(assess([observation({ seenOn: '2026-03-15', publishedOn: '2026-03-01' })], '2026-03-10').level).toBeNull();
  });

  it('"don\'t know" counts as looked, and changes neither level nor freshness nor the earlier word', () => {
    const old = observation({ seenOn: '2024-01-10', publishedOn: '2024-01-10', personId: 'ana' });
    const unsure = observation({
      level: null,
      seenOn: '2026-10-01',
      publishedOn: '2026-10-01',
      personId: 'ana',
    });
    expect(assess([old, unsure])).toMatchObject({
      level: 'LIMITED',
      stale: true,
      counts: { looked: 2, dontKnow: 1, counted: 1 },
    });
  });

  it('people of the body that carries the measure out are kept, and are never a voice', () => {
    const mediator = observation({ id: 'mediator', level: 'COMPLETE', fromImplementer: true });
    expect(assess([mediator])).toMatchObject({
      level: null,
      counts: { fromImplementers: 1, looked: 0 },
    });
    expect(partOf([mediator], 'mediator')).toBe('IMPLEMENTER');
  });

  it('verifiers also see the level with those that wait', () => {
    const waiting = observation({ publishedOn: null, level: 'COMPLETE' });
    expect(assess([waiting]).level).toBeNull();
    expect(assess(withWaiting({ observations: [waiting], day })).level).toBe('COMPLETE');
  });
});

describe('freshness', () => {
  it('goes by month: this one or the 12 before, to the last day', () => {
    const seen = observation({ seenOn: '2025-10-02', publishedOn: '2025-10-02' });
    expect(assess([seen], '2026-10-31')).toMatchObject({ stale: false, staleFrom: '2026-11-01' });
    expect(assess([seen], '2026-11-01')).toMatchObject({ stale: true, staleFrom: '2026-11-01' });
  });

  it('of any sets the old ones aside', () => {
    const old = observation({
      id: 'old',
      level: 'COMPLETE',
      seenOn: '2025-01-01',
      publishedOn: '2025-01-01',
    });
    const fresh = observation({ level: 'LIMITED' });
    expect(assess([old, fresh])).toMatchObject({
      level: 'LIMITED',
      stale: false,
      counts: { groups: 1, tooOld: 1 },
    });
    expect(partOf([old, fresh], 'old')).toBe('TOO_OLD');
  });

  it('of none lets all count, with low confidence at most', () => {
    const old = ['a', 'b', 'c'].map((groupId) =>
      observation({ groupId, seenOn: '2024-05-05', publishedOn: '2024-05-05' }),
    );
    expect(assess(old)).toMatchObject({ level: 'LIMITED', stale: true, confidence: 'LOW' });
    expect(assess(old, '2024-06-01').confidence).toBe('HIGH');
  });

  it('says on which day the result may change next', () => {
    const seen = observation({ publishedOn: '2026-03-20', withdrawnOn: '2027-09-01' });
    const next = ['2026-03-19', '2026-03-20', '2027-04-01', '2027-09-01'].map(
      (asOf) => assess([seen], asOf).nextChangeOn,
    );
    expect(next).toEqual(['2026-03-20', '2027-04-01', '2027-09-01', null]);
  });
});

describe('one voice for each group', () => {
  it('ten accounts from one hand are one voice', () => {
    const hand = Array.from({ length: 10 }, () => observation({ groupId: 'hand', level: 'COMPLETE' }));
    const others = [observation({ level: 'NOT_STARTED' }), observation({ level: 'NOT_STARTED' })];
    expect(assess([...hand, ...others])).toMatchObject({
      level: 'NOT_STARTED',
      counts: { groups: 3, agreeing: 2, counted: 12 },
    });
  });

  it('says its newest of a place, and of the same month the lower', () => {
    const there = { groupId: 'a', settlementId: 'north' };
    const older = observation({ ...there, level: 'NOT_STARTED', seenOn: '2026-02-20' });
    const high = observation({ ...there, level: 'COMPLETE', seenOn: '2026-03-30' });
    const low = observation({ ...there, level: 'LIMITED', seenOn: '2026-03-02' });
    expect(assess([older, high, low]).voices).toEqual([
      {
        groupId: 'a',
        level: 'LIMITED',
        places: [{ settlementId: 'north', level: 'LIMITED', seenIn: '2026-03', observationIds: [low.id] }],
      },
    ]);
    expect(partOf([older, high, low], high.id)).toBe('SAME_VOICE');
  });

  it('is the lower median over its places, of which the municipality is one', () => {
    const said = [
      observation({ groupId: 'a', settlementId: 'north', level: 'COMPLETE' }),
      observation({ groupId: 'a', settlementId: 'south', level: 'COMPLETE' }),
      observation({ groupId: 'a', settlementId: null, level: 'NOT_STARTED' }),
      observation({ groupId: 'a', settlementId: 'west', level: 'LIMITED' }),
    ];
    expect(assess(said).voices).toMatchObject([{ level: 'LIMITED' }]);
    expect(assess(said).places.map(({ settlementId, level }) => [settlementId, level])).toEqual([
      [null, 'NOT_STARTED'],
      ['north', 'COMPLETE'],
      ['south', 'COMPLETE'],
      ['west', 'LIMITED'],
    ]);
  });

  it('a person who changes the group takes the voice along', () => {
    const before = observation({
      personId: 'ana',
      groupId: 'a',
      level: 'COMPLETE',
      seenOn: '2026-01-10',
    });
    const after = observation({
      personId: 'ana',
      groupId: 'b',
      level: 'LIMITED',
      seenOn: '2026-02-10',
    });
    expect(assess([before, after])).toMatchObject({
      level: 'LIMITED',
      counts: { groups: 1, replaced: 1 },
    });
    expect(partOf([before, after], before.id)).toBe('REPLACED');
  });

  it('of two words of a person from the same days the lower stands', () => {
    const first = observation({ id: 'first', personId: 'ana', level: 'COMPLETE' });
    const second = observation({ id: 'second', personId: 'ana', level: 'LIMITED' });
    expect(assess([first, second])).toMatchObject({ level: 'LIMITED', counts: { replaced: 1 } });
    expect(partOf([first, second], 'first')).toBe('REPLACED');
  });

  it('a person keeps one word for each place', () => {
    const north = observation({
      personId: 'ana',
      groupId: 'a',
      settlementId: 'north',
      seenOn: '2026-01-10',
    });
    const south = observation({
      personId: 'ana',
      groupId: 'b',
      settlementId: 'south',
      seenOn: '2026-02-10',
    });
    expect(assess([north, south]).counts).toMatchObject({ groups: 2, replaced: 0 });
  });

  it('when a person withdraws the newer word, the older counts again', () => {
    const older = observation({ personId: 'ana', level: 'LIMITED', seenOn: '2026-01-10' });
    const newer = observation({ personId: 'ana', level: 'COMPLETE', withdrawnOn: '2026-06-01' });
    expect(assess([older, newer], '2026-05-31').level).toBe('COMPLETE');
    expect(assess([older, newer], '2026-06-01').level).toBe('LIMITED');
  });
});

it('places carry the agreement of those who looked there', () => {
  const said = [
    observation({ groupId: 'a', settlementId: 'north', level: 'LIMITED' }),
    observation({ groupId: 'b', settlementId: 'north', level: 'LIMITED' }),
    observation({ groupId: 'c', settlementId: 'south', level: 'COMPLETE' }),
  ];
  expect(assess(said).places).toEqual([
    { settlementId: 'north', level: 'LIMITED', confidence: 'MEDIUM', groups: 2, agreeing: 2 },
    { settlementId: 'south', level: 'COMPLETE', confidence: 'LOW', groups: 1, agreeing: 1 },
  ]);
});

it('the explanation goes the way of the rule, to the confidence', () => {
  const said = [
    observation({ groupId: 'a', level: 'LIMITED' }),
    observation({ groupId: 'b', level: 'SUBSTANTIAL' }),
    observation({ groupId: 'b', level: null }),
  ];
  const { steps } = assess(said);
  expect(steps.map(({ kind }) => kind)).toEqual(['LOOKED', 'FRESHNESS', 'GROUP', 'GROUP', 'MEDIAN', 'CONFIDENCE']);
  expect(steps.at(-2)).toEqual({
    kind: 'MEDIAN',
    groupLevels: ['LIMITED', 'SUBSTANTIAL'],
    level: 'LIMITED',
  });
  expect(steps.at(-1)).toEqual({
    kind: 'CONFIDENCE',
    confidence: 'CONTESTED',
    groups: 2,
    agreeing: 1,
    noMajority: true,
    twoCamps: false,
    loweredAsStale: false,
  });
});
