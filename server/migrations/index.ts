import { Ground } from './20261122-ground.ts';
import { ContentChange } from './20261123-content-change.ts';
import { WritePath } from './20261124-write-path.ts';
import { Accounts } from './20261125-accounts.ts';
import { TerritoryPath } from './20261127-territory-path.ts';
import { WriteCost } from './20261128-write-cost.ts';
import { DatabaseAccess } from './20261201-database-access.ts';
import { AuditChain } from './20261203-audit-chain.ts';
import { ErasureEntries } from './20261204-erasure-entries.ts';
import { PersonalData } from './20261205-personal-data.ts';
import { BeforePublication } from './20261207-before-publication.ts';
import { VerifierSeat } from './20261210-verifier-seat.ts';
import { ObservationExport } from './20261213-observation-export.ts';
import { CertificateOfPerson } from './20261215-certificate-of-person.ts';
import { MonthOver } from './20261214-month-over.ts';
import { ErasedOneByOne } from './20261217-erased-one-by-one.ts';
import { UnpublishedOfMeasure } from './20261216-unpublished-of-measure.ts';
import { SignInName } from './20261218-sign-in-name.ts';
import { TwoHands } from './20261219-two-hands.ts';
import { ReportedClaims } from './20261220-reported-claims.ts';

/** Every migration, oldest first. A name, once released, never changes: it is how a database says what it has. */
export const migrations = [
  { name: '20261122-ground', class: Ground },
  { name: '20261123-content-change', class: ContentChange },
  { name: '20261124-write-path', class: WritePath },
  { name: '20261125-accounts', class: Accounts },
  { name: '20261127-territory-path', class: TerritoryPath },
  { name: '20261128-write-cost', class: WriteCost },
  { name: '20261201-database-access', class: DatabaseAccess },
  { name: '20261203-audit-chain', class: AuditChain },
  { name: '20261204-erasure-entries', class: ErasureEntries },
  { name: '20261205-personal-data', class: PersonalData },
  { name: '20261207-before-publication', class: BeforePublication },
  { name: '20261210-verifier-seat', class: VerifierSeat },
  { name: '20261213-observation-export', class: ObservationExport },
  { name: '20261215-certificate-of-person', class: CertificateOfPerson },
  { name: '20261214-month-over', class: MonthOver },
  { name: '20261217-erased-one-by-one', class: ErasedOneByOne },
  { name: '20261216-unpublished-of-measure', class: UnpublishedOfMeasure },
  { name: '20261218-sign-in-name', class: SignInName },
  { name: '20261219-two-hands', class: TwoHands },
  { name: '20261220-reported-claims', class: ReportedClaims },
];
