/**
 * How large the generated country is. All sizes have the same plans, and observations of the same measures: only how
 * many there are of each differs, so that a difference in time comes from their number alone.
 */
export interface World {
  /** The first so many of the register, in the order of their codes, so that districts are whole. */
  readonly municipalities: number;
  /** In all of them together. */
  readonly observations: number;
}

export const MUNICIPALITIES = 265;
export const MEASURES_PER_PLAN = 60;
export const SETTLEMENTS_PER_MUNICIPALITY = 4;
/** Measures of each plan that somebody looks at; the first of them is the one everybody knows. */
export const WATCHED_PER_PLAN = 18;
/** Observations of the best known measure of each plan at the small size, so that its list fills a page at both. */
export const OBSERVATIONS_OF_BEST_KNOWN = 20;

export const SMALL = 10_000;
export const LARGE = 1_000_000;

/** The days of which questions are asked, before today: everything generated was published within them. */
export const ASKED_DAYS = 800;

/** A few districts, for a quick run. */
export const FEW_MUNICIPALITIES = 40;

/** A slice of the country with so many observations in the whole of it: each place in it is as thickly observed. */
export const worldOf = ({ observations, municipalities }: World): World => ({
  municipalities,
  observations: Math.ceil((observations * municipalities) / MUNICIPALITIES),
});

export const sizeName = (observations: number): string => observations.toLocaleString('en-US');
