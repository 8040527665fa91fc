/** What sort of body an organisation is. */
export const OrganizationKind = {
  MUNICIPAL_ADMINISTRATION: 'MUNICIPAL_ADMINISTRATION',
  MUNICIPAL_COUNCIL: 'MUNICIPAL_COUNCIL',
  DISTRICT_ADMINISTRATION: 'DISTRICT_ADMINISTRATION',
  STATE_BODY: 'STATE_BODY',
  NGO: 'NGO',
  INFORMAL_GROUP: 'INFORMAL_GROUP',
  SCHOOL: 'SCHOOL',
  BUSINESS: 'BUSINESS',
  MEDIA: 'MEDIA',
  PROFESSIONAL_BODY: 'PROFESSIONAL_BODY',
  SERVICE_PROVIDER: 'SERVICE_PROVIDER',
  OTHER: 'OTHER',
} as const;
export type OrganizationKind = (typeof OrganizationKind)[keyof typeof OrganizationKind];

export const OrganizationKindValues: readonly OrganizationKind[] = Object.values(OrganizationKind);
