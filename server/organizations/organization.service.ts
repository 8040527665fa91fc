import { randomUUID } from 'node:crypto';
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ErrorCode } from '../../schema/vocabulary/error-code.ts';
import { audit } from '../platform/audit.ts';
import type { RequestContext } from '../platform/context.ts';
import { Problem, badInput, required } from '../platform/problem.ts';
import { inTransaction } from '../platform/transaction.ts';
import { territoryByCode } from '../territories/territory.loader.ts';
import type { CreateOrganizationInput } from './organization.input.ts';
import { Organization } from './organization.entity.ts';
import { organizationNameKey } from './organization-name.ts';

/** Enters a body. @throws CONFLICT when its territory already has one of that name; the database decides. */
export async function createOrganization(
  context: RequestContext,
  input: CreateOrganizationInput,
): Promise<Organization> {
  const name = input.name.trim();
  if (name.length < 2 || name.length > 300) throw badInput('organization.name', { field: 'name', min: 2, max: 300 });
  try {
    return await inTransaction(context, async (tx) => {
      const territory = input.territory ? required(await territoryByCode(tx, input.territory)) : null;
      const organization = tx.em.create(Organization, {
        id: randomUUID(),
        name,
        nameEn: null,
        nameKey: organizationNameKey(name),
        kind: input.kind,
        sector: input.sector,
        territoryId: territory?.id ?? null,
        consentsToBeNamed: false,
      });
      await tx.em.flush();
      await audit(tx, { action: 'organization.create', subjectKind: 'Organization', subjectId: organization.id });
      return organization;
    });
  } catch (error) {
    if (error instanceof UniqueConstraintViolationException)
      throw new Problem(ErrorCode.CONFLICT, 'organization.exists', { field: 'name' });
    throw error;
  }
}
