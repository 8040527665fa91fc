/** The direction in which an indicator gets better. */
export const IndicatorDirection = {
  UP: 'UP',
  DOWN: 'DOWN',
} as const;
export type IndicatorDirection = (typeof IndicatorDirection)[keyof typeof IndicatorDirection];

export const IndicatorDirectionValues: readonly IndicatorDirection[] = Object.values(IndicatorDirection);
