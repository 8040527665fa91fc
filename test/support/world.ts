/**
 * Builders of a world for tests. Each makes the parents that it was not given, so that a test states only what matters
 * to it. They write rows as the program would have, and go round its permissions.
 */
export * from './world/world-context.ts';
export * from './world/territory.builder.ts';
export * from './world/people.builder.ts';
export * from './world/account.builder.ts';
export * from './world/plan.builder.ts';
export * from './world/plan-version.builder.ts';
export * from './world/campaign.builder.ts';
export * from './world/insider.builder.ts';
