import { columnsOf, reading, type ReadingOf } from '../platform/reading.ts';
import { sql } from '../platform/sql.ts';
import { seenBy } from './invitation.policy.ts';

export interface InvitationRow {
  readonly id: string;
  readonly territoryId: string;
  readonly madeById: string;
  readonly tokenHash: Buffer;
  readonly language: string;
  readonly usesAllowed: number;
  readonly uses: number;
  readonly madeOn: string;
  readonly expiresOn: string;
  readonly revoked: boolean;
}

const invitationsOf: ReadingOf<InvitationRow> = {
  type: 'Invitation',
  from: sql`invitation i`,
  columns: {
    ...columnsOf('i', ['id', 'territoryId', 'madeById', 'tokenHash', 'language']),
    ...columnsOf('i', ['usesAllowed', 'uses', 'madeOn', 'expiresOn']),
    revoked: sql`i.revoked_at is not null`,
  },
  always: ['id', 'territoryId', 'madeById', 'tokenHash', 'usesAllowed', 'uses', 'expiresOn', 'revoked'],
  rule: ({ actor }) => seenBy(actor),
  recorded: { action: 'invitation.read', subjectKind: 'Invitation', isPrivate: () => true },
};

const invitations = reading<InvitationRow>(invitationsOf);

export const invitationById = invitations.one({ key: sql`i.id` });

/** Those that one may see, the newest first. */
export const listInvitations = invitations.list({
  order: [
    { by: sql`i.made_on`, as: 'date', descending: true },
    { by: sql`i.id`, as: 'uuid' },
  ],
});
