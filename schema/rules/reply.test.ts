import { describe, expect, it } from 'vitest';
import { defaultReplyDueDays, publicationOf } from './reply.ts';

const verified = {
  seenMonth: '2026-02',
  verifiedOn: '2026-03-01',
  repliedOn: null,
  replyDueDays: defaultReplyDueDays,
  mode: 'AFTER_REPLY',
} as const;

describe('a verified observation', () => {
  it('goes public on the deadline, without a reply, and says so', () => {
    expect(publicationOf(verified)).toEqual({
      publishedOn: '2026-03-15',
      replyDueOn: '2026-03-15',
      unanswered: true,
    });
  });

  it('goes public with the reply when that comes in time', () => {
    expect(publicationOf({ ...verified, repliedOn: '2026-03-04' })).toMatchObject({
      publishedOn: '2026-03-04',
      unanswered: false,
    });
    expect(publicationOf({ ...verified, repliedOn: '2026-03-15' })).toMatchObject({
      unanswered: false,
    });
  });

  it('is not held back by a reply after the deadline', () => {
    expect(publicationOf({ ...verified, repliedOn: '2026-04-01' })).toMatchObject({
      publishedOn: '2026-03-15',
      unanswered: true,
    });
  });

  it('waits as long as the house is set to', () => {
    expect(publicationOf({ ...verified, replyDueDays: 30 })).toMatchObject({
      publishedOn: '2026-03-31',
    });
  });

  it('goes public at once where the right of reply is not in use', () => {
    expect(publicationOf({ ...verified, mode: 'ON_VERIFICATION' })).toEqual({
      publishedOn: '2026-03-01',
      replyDueOn: null,
      unanswered: false,
    });
  });
});

describe('an observation of the month that still runs', () => {
  const running = { ...verified, seenMonth: '2026-03', verifiedOn: '2026-03-02' };

  it('waits for the first of the next month, whether replied to or not', () => {
    expect(publicationOf({ ...running, repliedOn: '2026-03-04' })).toMatchObject({ publishedOn: '2026-04-01' });
    expect(publicationOf(running)).toEqual({ publishedOn: '2026-04-01', replyDueOn: '2026-03-16', unanswered: true });
  });

  it('waits for it also where the right of reply is not in use', () => {
    expect(publicationOf({ ...running, mode: 'ON_VERIFICATION' })).toMatchObject({ publishedOn: '2026-04-01' });
  });
});

it('an observation that is not verified has no day of publication', () => {
  expect(publicationOf({ ...verified, verifiedOn: null })).toMatchObject({
    publishedOn: null,
    replyDueOn: null,
  });
});
