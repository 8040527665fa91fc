/** Who lives in the demo: bodies, groups and accounts, called by role and place. No real person stands behind any. */
import type { OrganizationKind } from '../../schema/vocabulary/organization-kind.ts';
import type { Role } from '../../schema/vocabulary/role.ts';
import type { Sector } from '../../schema/vocabulary/sector.ts';

export interface DemoOrganization {
  readonly name: string;
  readonly kind: OrganizationKind;
  readonly sector: Sector;
  readonly territory: string;
  readonly consents?: true;
}

const municipality = (place: string, territory: string): DemoOrganization => ({
  name: `Община ${place}`,
  kind: 'MUNICIPAL_ADMINISTRATION',
  sector: 'PUBLIC',
  territory,
});
const council = (place: string, territory: string): DemoOrganization => ({
  name: `Общински съвет – ${place}`,
  kind: 'MUNICIPAL_COUNCIL',
  sector: 'PUBLIC',
  territory,
});
const office = (name: string, territory: string): DemoOrganization => ({
  name,
  kind: 'STATE_BODY',
  sector: 'PUBLIC',
  territory,
});
const group = (name: string, territory: string): DemoOrganization => ({
  name: `${name} (пример)`,
  kind: 'INFORMAL_GROUP',
  sector: 'CIVIL',
  territory,
});
const association = (name: string, territory: string): DemoOrganization => ({
  name: `${name} (пример)`,
  kind: 'NGO',
  sector: 'CIVIL',
  territory,
  consents: true,
});

export const demoOrganizations = {
  kubrat: municipality('Кубрат', 'RAZ16'),
  kubratCouncil: council('Кубрат', 'RAZ16'),
  lom: municipality('Лом', 'MON24'),
  blagoevgrad: municipality('Благоевград', 'BLG03'),
  kameno: municipality('Камено', 'BGS08'),
  plovdiv: municipality('Пловдив', 'PDV22'),
  targovishte: municipality('Търговище', 'TGV35'),
  education: office('РУО – Разград', 'RAZ'),
  health: office('РЗИ – Разград', 'RAZ'),
  employment: office('Дирекция „Бюро по труда“ – Исперих', 'RAZ'),
  social: office('Дирекция „Социално подпомагане“ – Исперих', 'RAZ'),
  police: office('ОДМВР – Разград', 'RAZ'),
  water: { name: 'Водоснабдяване – Дунав', kind: 'BUSINESS', sector: 'PUBLIC', territory: 'RAZ' },
  district: {
    name: 'Областен съвет по етническите и интеграционните въпроси – Разград',
    kind: 'DISTRICT_ADMINISTRATION',
    sector: 'PUBLIC',
    territory: 'RAZ',
  },
  parents: group('Група „Родители“, Севар', 'RAZ16'),
  youth: group('Младежки клуб, Беловец', 'RAZ16'),
  women: group('Женска група, Кубрат', 'RAZ16'),
  neighbours: association('Сдружение „Съседи“, Бисерци', 'RAZ16'),
  verifiers: association('Сдружение „Проверка“, Разград', 'RAZ'),
  lomCentre: association('Ресурсен център, Лом', 'MON24'),
} satisfies Record<string, DemoOrganization>;

export type DemoOrganizationKey = keyof typeof demoOrganizations;

export interface DemoPerson {
  readonly name: string;
  readonly role: Role;
  /** Where the role holds; none: everywhere. */
  readonly territory?: string;
  /** The body the role is held for. */
  readonly roleFor?: DemoOrganizationKey;
  readonly memberOf?: DemoOrganizationKey;
  readonly employedBy?: DemoOrganizationKey;
  readonly certified?: true;
  readonly invitedBy?: string;
}

export const demoPeople = {
  administrator: { name: 'Администратор', role: 'ADMINISTRATOR' },
  official: {
    name: 'Служител, община Кубрат',
    role: 'OFFICIAL',
    territory: 'RAZ16',
    roleFor: 'kubrat',
    employedBy: 'kubrat',
  },
  councillor: { name: 'Общински съветник, Кубрат', role: 'COUNCILLOR', territory: 'RAZ16', roleFor: 'kubratCouncil' },
  verifier: {
    name: 'Проверяващ, Кубрат',
    role: 'VERIFIER',
    territory: 'RAZ16',
    memberOf: 'verifiers',
    certified: true,
  },
  lead: { name: 'Водещ на коалиция, Кубрат', role: 'COALITION_LEAD', roleFor: 'neighbours', memberOf: 'neighbours' },
  monitor: { name: 'Наблюдател, Севар', role: 'MONITOR', territory: 'RAZ16', memberOf: 'parents' },
  secondParent: { name: 'Втори наблюдател, Севар', role: 'MONITOR', territory: 'RAZ16', memberOf: 'parents' },
  young: { name: 'Наблюдател, Беловец', role: 'MONITOR', territory: 'RAZ16', memberOf: 'youth' },
  woman: { name: 'Наблюдател, Кубрат', role: 'MONITOR', territory: 'RAZ16', memberOf: 'women' },
  neighbour: { name: 'Наблюдател, Бисерци', role: 'MONITOR', territory: 'RAZ16', memberOf: 'neighbours' },
  alone: { name: 'Наблюдател с покана, Юпер', role: 'MONITOR', territory: 'RAZ16', invitedBy: 'administrator' },
  mediator: { name: 'Здравен медиатор, Кубрат', role: 'MONITOR', territory: 'RAZ16', employedBy: 'kubrat' },
  lomMonitor: { name: 'Наблюдател, Лом', role: 'MONITOR', territory: 'MON24', memberOf: 'lomCentre' },
  lomVerifier: {
    name: 'Проверяващ, Лом',
    role: 'VERIFIER',
    territory: 'MON24',
    memberOf: 'verifiers',
    certified: true,
  },
  researcher: { name: 'Изследовател, Разград', role: 'EXPORTER', territory: 'RAZ' },
} satisfies Record<string, DemoPerson>;

export type DemoPersonKey = keyof typeof demoPeople;
