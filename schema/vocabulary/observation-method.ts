/** How the monitor came to know what they say. */
export const ObservationMethod = {
  SITE_VISIT: 'SITE_VISIT',
  INTERVIEW: 'INTERVIEW',
  DOCUMENT: 'DOCUMENT',
  MEETING: 'MEETING',
  OWN_EXPERIENCE: 'OWN_EXPERIENCE',
  MEDIA: 'MEDIA',
} as const;
export type ObservationMethod = (typeof ObservationMethod)[keyof typeof ObservationMethod];

export const ObservationMethodValues: readonly ObservationMethod[] = Object.values(ObservationMethod);
