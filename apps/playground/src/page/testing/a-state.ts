import type { LabBuildView, LabExecutionView } from "../../wire/lab-state.ts";
import type { PlaygroundState } from "../../wire/playground-state.ts";

/** A playground in which nothing has happened yet. */
export function aState(changes: Partial<PlaygroundState> = {}): PlaygroundState {
  return {
    world: {
      service: "running",
      serviceStarts: 1,
      redis: "running",
      speed: 12,
      breakages: {
        labDown: false,
        tokenExpired: false,
        slowProcessing: false,
        slackRateLimited: false,
        answersLost: false,
      },
      real: [],
    },
    lab: { simulated: true, url: "http://127.0.0.1:4401", jobs: ["Nightly"], builds: [] },
    slack: {
      simulated: true,
      workspace: "Acme",
      botUserId: "U0BOT",
      people: [],
      userGroups: [],
      channels: [],
      messages: [],
      whispers: [],
      modals: [],
    },
    teams: {
      simulated: true,
      organisation: "Acme",
      botName: "Perfecto",
      people: [],
      places: [],
      messages: [],
      notices: [],
      dialogs: [],
    },
    timeline: [],
    ...changes,
  };
}

/** An execution that passed and is processed, unless said otherwise. */
export function anExecution(changes: Partial<LabExecutionView> = {}): LabExecutionView {
  return {
    id: "e1",
    name: "Checkout pays by card",
    status: "PASSED",
    processing: false,
    device: "Apple iPhone 15",
    system: "iOS 17.4",
    reportUrl: "http://127.0.0.1:4401/e1",
    ...changes,
  };
}

/** A build of two executions that runs, unless said otherwise. */
export function aBuild(changes: Partial<LabBuildView> = {}): LabBuildView {
  return {
    id: "Nightly #7",
    job: "Nightly",
    number: 7,
    branch: "main",
    startedAtMs: 0,
    expected: 2,
    executions: [],
    complete: false,
    ...changes,
  };
}
