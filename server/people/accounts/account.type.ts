/** What the sign-in pages and the page of one's own account show. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DeviceKind } from '../../../schema/vocabulary/device-kind.ts';
import { LocalDateScalar } from '../../platform/scalars.ts';

@ObjectType({ description: 'How one signs in here, and where the session of the request stands.' })
export class SignInState {
  @Field(() => Boolean, {
    description:
      'Whether mails with codes leave the house; false: they lie in the outbox of the administrator, or there are none.',
  })
  mailLeaves!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether mails lie in an outbox that an administrator at this machine reads; false: they leave the house, there are none, or a proxy passed the question on.',
  })
  outbox!: boolean;

  @Field(() => Boolean, { description: 'Whether there are accounts of a demo that anyone may sign in with.' })
  demo!: boolean;

  @Field(() => Boolean, {
    description: 'Whether you are in, but for your second factor: until it is shown, you act as nobody.',
  })
  waitsForSecondFactor!: boolean;
}

@ObjectType({ description: 'Who answers for personal data in this installation.' })
export class DataController {
  @Field(() => String, { nullable: true, description: 'Name of the organisation; null: not set.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Where people write to about their data; null: not set.' })
  contact!: string | null;
}

@ObjectType({ description: 'What came of signing in.' })
export class SignedIn {
  @Field(() => Boolean, {
    description: 'Whether a second factor is still to be shown (showSecondFactor); false: you are in.',
  })
  waitsForSecondFactor!: boolean;
}

@ObjectType({ description: 'A device that is signed in as you.' })
export class OwnSession {
  @Field(() => ID, { description: 'To end it by.' })
  id!: string;

  @Field(() => DeviceKind, { description: 'What kind of device it is.' })
  device!: DeviceKind;

  @Field(() => String, { nullable: true, description: 'Name of its browser; null when it tells none.' })
  browser!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The day it signed in; null where that was not kept.' })
  startedOn!: string | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day it was last used; no hour is kept. Null: not since it signed in.',
  })
  lastUsedOn!: string | null;

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  isThis!: boolean;
}

@ObjectType({ description: 'Your account: how you sign in, and where you are signed in.' })
export class OwnAccount {
  personId!: string;

  @Field(() => String, { nullable: true, description: 'Your address for mails; null where you joined without one.' })
  email!: string | null;

  @Field(() => Boolean, { description: 'Whether you have set a password.' })
  hasPassword!: boolean;

  @Field(() => Boolean, { description: 'Whether your second factor is in use.' })
  hasSecondFactor!: boolean;

  @Field(() => Int, { description: 'How many of your codes on paper are not used up yet.' })
  paperCodesLeft!: number;

  @Field(() => Boolean, { description: 'Whether a recovery code is good that brings you back on another phone.' })
  hasRecoveryCode!: boolean;
}

@ObjectType({
  description: 'A secret for your authenticator app. It counts for nothing until you confirm it by a code.',
})
export class SecondFactorSetup {
  @Field(() => String, { description: 'To type into the app: letters and digits (base32).' })
  secret!: string;

  @Field(() => String, { description: 'To show as a QR code: an otpauth address.' })
  address!: string;
}
