/** Every entity the ORM knows, by feature, upstream first. */
import { Territory } from './territories/territory.entity.ts';
import { Organization } from './organizations/organization.entity.ts';
import { Affiliation, Certificate, Membership, Person } from './people/person.entity.ts';
import { Strategy } from './strategies/strategy.entity.ts';
import { ActionPlan } from './strategies/action-plan.entity.ts';
import { PlanVersion } from './strategies/plan-version.entity.ts';
import { Objective } from './measures/objective.entity.ts';
import { MeasureIdentity, MeasureSuccession } from './measures/measure.entity.ts';
import { MeasureVersion } from './measures/measure-version.entity.ts';
import { FundingLineRecord, MeasureResponsible } from './measures/measure-part.entity.ts';
import { Indicator, IndicatorValue } from './measures/indicator.entity.ts';
import { OfficialReport } from './reports/official-report.entity.ts';
import { MeasureStatement } from './reports/measure-statement.entity.ts';
import { ReportingObligation } from './reports/reporting-obligation.entity.ts';
import { Coalition, CoalitionMember } from './coalitions/coalition.entity.ts';
import { Ask, AskAnswer, AskExtension } from './campaigns/ask.entity.ts';
import { Campaign, CampaignActivity, CampaignMeasure, CampaignNoteRecord } from './campaigns/campaign.entity.ts';
import { PlanImportRecord } from './imports/plan-import.entity.ts';

export const entities = [
  Territory,
  Organization,
  Person,
  Membership,
  Affiliation,
  Certificate,
  Strategy,
  ActionPlan,
  PlanVersion,
  Objective,
  MeasureIdentity,
  MeasureSuccession,
  MeasureVersion,
  MeasureResponsible,
  FundingLineRecord,
  Indicator,
  IndicatorValue,
  OfficialReport,
  MeasureStatement,
  ReportingObligation,
  Coalition,
  CoalitionMember,
  Campaign,
  CampaignMeasure,
  CampaignActivity,
  CampaignNoteRecord,
  Ask,
  AskExtension,
  AskAnswer,
  PlanImportRecord,
];
