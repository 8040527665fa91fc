/** By what somebody could be recognised in free words. */
export const RevealingKind = {
  /** A person's name, whole or in part, or initials. */
  NAME: 'NAME',
  PHONE: 'PHONE',
  EMAIL: 'EMAIL',
  /** An address of the web, or a name in a social network. */
  LINK: 'LINK',
  /** ЕГН, ЛНЧ, the number of an identity card or of a medical decision. */
  PERSONAL_NUMBER: 'PERSONAL_NUMBER',
  /** The plate of a vehicle. */
  PLATE: 'PLATE',
  /** A street, block, entrance or house. */
  ADDRESS: 'ADDRESS',
  /** A neighbour or a relative of somebody. */
  KIN: 'KIN',
  /** What the writer says of themselves, such as being the only one. */
  SELF: 'SELF',
} as const;
export type RevealingKind = (typeof RevealingKind)[keyof typeof RevealingKind];

export const RevealingKindValues: readonly RevealingKind[] = Object.values(RevealingKind);
