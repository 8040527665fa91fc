/**
 * The small world of the matrix: everything private exists twice, on the side of those who ask (own) and on another
 * (other's), and every field of what is asked has something planted in it, so that an empty place is seen to be one.
 */
import { randomUUID } from 'node:crypto';
import { rebuildProgress } from '../../../server/progress/rebuild-progress.service.ts';
import { rows, sql } from '../../../server/platform/sql.ts';
import type { Ground } from './world/ground.ts';
import type { TestApp } from '../../support/test-app.ts';
import {
  buildCountry,
  buildDistrict,
  buildMunicipality,
  buildOrganization,
  buildSettlement,
  buildTerritory,
  worldContext,
} from '../../support/world.ts';
import type { Side } from './actors.ts';
import { buildCast, buildHolders, TODAY, type Cast } from './matrix-cast.ts';
import { plantAccounts } from './world/account-parts.ts';
import { plantStatedTexts } from './world/stated-text-parts.ts';
import { plantCampaigns } from './world/campaign-parts.ts';
import { plantExports } from './world/export-parts.ts';
import { plantImports } from './world/import-parts.ts';
import { plantObservations } from './world/observation-parts.ts';
import { plantPlans } from './world/plan-parts.ts';

export interface MatrixWorld {
  readonly cast: Cast;
  readonly sides: Readonly<Record<Side, Readonly<Record<string, string>>>>;
}

export async function buildMatrixWorld(app: TestApp): Promise<MatrixWorld> {
  const own = await buildSide(app);
  const others = await buildSide(app);
  await rebuildProgress(worldContext(app));
  const cast = await buildCast(app, { scope: own.scope, holders: own.ground.holders });
  // a draft of the other coalition, for whoever guesses its id
  own.ground.names['foreignDraftAsk'] = others.ground.names['draftAsk'] ?? '';
  others.ground.names['foreignDraftAsk'] = own.ground.names['draftAsk'] ?? '';
  // whom nothing that others do may touch
  const bystander = others.ground.holders.MONITOR;
  await rows(
    worldContext(app),
    sql`update person set consent_version = null, consented_on = null where id = ${bystander}`,
  );
  own.ground.names['bystander'] = bystander;
  others.ground.names['bystander'] = bystander;
  await plantAccounts({ own: own.ground, others: others.ground, cast });
  return { cast, sides: { own: own.ground.names, "other's": others.ground.names } };
}

async function buildSide(app: TestApp) {
  const context = worldContext(app);
  const country = await buildCountry(app);
  const district = await buildDistrict(app);
  const municipality = await buildMunicipality(app, { parentId: district.id, nameEn: 'Kubrat' });
  const settlement = await buildSettlement(app, { parentId: municipality.id });
  const neighbourhood = await buildTerritory(app, {
    kind: 'NEIGHBOURHOOD',
    code: `${settlement.code}-1`,
    name: 'Горна махала',
    parentId: settlement.id,
  });
  await rows(
    context,
    sql`update territory set name_en = 'In English', settlement_kind = 'с.', longitude = 26.5, latitude = 43.8 where id in (${municipality.id}, ${settlement.id})`,
  );
  const inPlace = { territoryId: municipality.id };
  const administrationId = await buildOrganization(app, { kind: 'MUNICIPAL_ADMINISTRATION', ...inPlace });
  const councilId = await buildOrganization(app, { kind: 'MUNICIPAL_COUNCIL', ...inPlace });
  const associationId = await buildOrganization(app, { ...inPlace, consentsToBeNamed: true });
  const secondAssociationId = await buildOrganization(app, inPlace);
  const verifiersBodyId = await buildOrganization(app, inPlace);
  const verifiersOfficeId = await buildOrganization(app, inPlace);
  await rows(context, sql`update organization set name_en = 'A body' where territory_id = ${municipality.id}`);
  const coalitionId = randomUUID();
  await rows(
    context,
    sql`insert into coalition (id, name, territory_id, purpose, founded_on) values (${coalitionId}, ${`Коалиция ${coalitionId}`}, ${municipality.id}, 'Защо', '2020-01-01')`,
  );
  const scope = {
    municipalityId: municipality.id,
    administrationId,
    councilId,
    coalitionId,
    verifiersBodyId,
    verifiersOfficeId,
  };
  const holders = await buildHolders(app, scope);
  const names: Record<string, string> = {
    country: country.id,
    countryCode: country.code,
    districtCode: district.code,
    municipality: municipality.id,
    municipalityCode: municipality.code,
    settlement: settlement.id,
    settlementCode: settlement.code,
    administration: administrationId,
    council: councilId,
    association: associationId,
    secondAssociation: secondAssociationId,
    verifiersBody: verifiersBodyId,
    verifiersOffice: verifiersOfficeId,
    neighbourhoodCode: neighbourhood.code,
    coalition: coalitionId,
    today: TODAY,
    nothing: randomUUID(),
    freshId: randomUUID(),
    ...Object.fromEntries(Object.entries(holders).map(([role, id]) => [`person${role}`, id])),
  };
  const ground: Ground = { app, municipalityId: municipality.id, administrationId, coalitionId, holders, names };
  await plantPlans(ground);
  // what is claimed is known before anything is seen
  await rebuildProgress(context);
  await plantObservations(ground);
  await plantCampaigns(ground);
  await plantStatedTexts(ground);
  await plantImports(ground);
  await plantExports(ground);
  return { ground, scope };
}
