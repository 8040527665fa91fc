import { randomUUID } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { Role } from '../../schema/vocabulary/role.ts';
import { organizationById } from '../organizations/organization.loader.ts';
import { Membership } from '../people/person.entity.ts';
import type { Actor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { Problem, badInput, required } from '../platform/problem.ts';
import { letWordsStand } from '../platform/public-words.ts';
import { inTransaction } from '../platform/transaction.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import { checkedIds, checkedOptionalText, checkedText } from './checked-input.ts';
import { Coalition, CoalitionMember } from './coalition.entity.ts';
import type { CreateCoalitionInput } from './coalition.input.ts';
import { organizationsOfPerson } from './coalition.loader.ts';
import { mayFormForOthers } from './coalition.policy.ts';

/**
 * Forms a coalition from today, and makes whoever forms it its lead.
 * @throws CONFLICT when the territory already has one of that name; the database decides.
 */
export async function createCoalition(
  context: RequestContext,
  actor: Actor,
  input: CreateCoalitionInput,
): Promise<Coalition> {
  const name = checkedText(input.name, { key: 'coalition.name', field: 'name', min: 2, max: 300 });
  const purpose = checkedOptionalText(input.purpose, { key: 'coalition.purpose', field: 'purpose', max: 5000 });
  const organizationIds = checkedIds(input.organizationIds, {
    key: 'coalition.organizations',
    field: 'organizationIds',
    max: 100,
  });
  const leadId = input.leadOrganizationId.toLowerCase();
  if (!organizationIds.includes(leadId)) throw badInput('coalition.leadIsNoMember', { field: 'leadOrganizationId' });
  try {
    return await inTransaction(context, async (tx) => {
      const territory = required(await territoryByCode(tx, input.territory));
      for (const organization of await Promise.all(organizationIds.map((id) => organizationById(tx, id))))
        required(organization);
      if (!mayFormForOthers(actor)) {
        const own = await organizationsOfPerson(tx, actor.personId, tx.today);
        if (!own.some((id) => organizationIds.includes(id)))
          throw badInput('coalition.ownOrganization', { field: 'organizationIds' });
      }
      const coalition = tx.em.create(Coalition, {
        id: randomUUID(),
        name,
        territoryId: territory.id,
        purpose,
        foundedOn: tx.today,
      });
      await tx.em.flush();
      for (const organizationId of organizationIds) {
        const leads = organizationId === leadId;
        tx.em.create(CoalitionMember, {
          coalitionId: coalition.id,
          organizationId,
          leads,
          joinedOn: tx.today,
          leftOn: null,
        });
      }
      tx.em.create(Membership, {
        id: randomUUID(),
        personId: actor.personId,
        role: Role.COALITION_LEAD,
        territoryId: null,
        organizationId: null,
        coalitionId: coalition.id,
        validFrom: tx.today,
        validTo: null,
        grantedById: actor.personId,
      });
      await tx.em.flush();
      await letWordsStand(tx, {
        texts: [name, purpose],
        reason: input.wordsReason,
        subjectKind: 'Coalition',
        subjectId: coalition.id,
      });
      await audit(tx, { action: 'coalition.create', subjectKind: 'Coalition', subjectId: coalition.id });
      return coalition;
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'coalition.exists', { field: 'name' });
    throw error;
  }
}
