/** What a coalition tells the API of its campaigns. */
import { graphql } from '../../lib/graphql.ts';

export const createCampaign = graphql(`
  mutation CreateCampaign($input: CreateCampaignInput!) {
    createCampaign(input: $input) {
      id
    }
  }
`);

export const updateCampaign = graphql(`
  mutation UpdateCampaign($input: UpdateCampaignInput!) {
    updateCampaign(input: $input) {
      id
      title
      goal
      stage
      isPublic
    }
  }
`);

export const addActivity = graphql(`
  mutation AddActivity($input: AddActivityInput!) {
    addActivity(input: $input) {
      id
      activities {
        id
      }
    }
  }
`);

export const setActivityState = graphql(`
  mutation SetActivityState($input: SetActivityStateInput!) {
    setActivityState(input: $input) {
      id
      activities {
        id
        state
        doneOn
      }
    }
  }
`);

export const addCampaignNote = graphql(`
  mutation AddCampaignNote($input: AddCampaignNoteInput!) {
    addCampaignNote(input: $input) {
      id
      notes {
        id
      }
    }
  }
`);

export const draftAsk = graphql(`
  mutation DraftAsk($input: DraftAskInput!) {
    draftAsk(input: $input) {
      id
      campaign {
        id
      }
    }
  }
`);

export const sendAsk = graphql(`
  mutation SendAsk($input: SendAskInput!) {
    sendAsk(input: $input) {
      id
      dueOn
      state
      campaign {
        id
      }
    }
  }
`);

export const extendAsk = graphql(`
  mutation ExtendAsk($input: ExtendAskInput!) {
    extendAsk(input: $input) {
      id
      dueOn
      campaign {
        id
      }
    }
  }
`);

export const recordAskAnswer = graphql(`
  mutation RecordAskAnswer($input: RecordAskAnswerInput!) {
    recordAskAnswer(input: $input) {
      id
      answer
      campaign {
        id
      }
    }
  }
`);
