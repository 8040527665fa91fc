/** The parts of the sentence above a stacked bar: levels that no measure has are left out. */
export const trackParts = ['complete', 'substantial', 'limited', 'notStarted', 'none'] as const;
export type TrackPart = (typeof trackParts)[number];
export type TrackCounts = Readonly<Record<TrackPart, number>>;

export interface TrackShare {
  readonly part: TrackPart;
  readonly count: number;
}

export const sharesOf = (counts: TrackCounts): TrackShare[] =>
  trackParts.map((part) => ({ part, count: counts[part] })).filter(({ count }) => count > 0);
