/** The part of society that an organisation belongs to. */
export const Sector = {
  PUBLIC: 'PUBLIC',
  CIVIL: 'CIVIL',
  PRIVATE: 'PRIVATE',
  ACADEMIC: 'ACADEMIC',
  MEDIA: 'MEDIA',
} as const;
export type Sector = (typeof Sector)[keyof typeof Sector];

export const SectorValues: readonly Sector[] = Object.values(Sector);
