/** Where a campaign stands. */
export const CampaignStage = {
  DRAFT: 'DRAFT',
  RUNNING: 'RUNNING',
  WON: 'WON',
  PARTLY_WON: 'PARTLY_WON',
  LOST: 'LOST',
  CLOSED: 'CLOSED',
} as const;
export type CampaignStage = (typeof CampaignStage)[keyof typeof CampaignStage];

export const CampaignStageValues: readonly CampaignStage[] = Object.values(CampaignStage);
