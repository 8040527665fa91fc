/** What a session runs on, as coarse as it takes to know one's own again. */
export const DeviceKind = {
  PHONE: 'PHONE',
  TABLET: 'TABLET',
  COMPUTER: 'COMPUTER',
  UNKNOWN: 'UNKNOWN',
} as const;
export type DeviceKind = (typeof DeviceKind)[keyof typeof DeviceKind];

export const DeviceKindValues: readonly DeviceKind[] = Object.values(DeviceKind);
