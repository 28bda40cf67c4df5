import type { LabBuildView, LabView } from "./lab-state.ts";
import type { PlaygroundEvent } from "./playground-event.ts";
import type { PlaygroundState } from "./playground-state.ts";

/** How much the page keeps. The server keeps no more in what it tells first. */
export const KEPT = { builds: 40, messages: 3_000, whispers: 200, notices: 100, timeline: 500 } as const;

/** The state after an event; the same object where nothing changed. */
export function applyEvent(state: PlaygroundState, event: PlaygroundEvent): PlaygroundState {
  const { lab, slack, teams } = state;
  switch (event.kind) {
    case "state":
      return event.state;
    case "world":
      return { ...state, world: event.world };
    case "lab-build":
      return { ...state, lab: withBuild(lab, event.build) };
    case "lab-execution": {
      const build = lab.builds.find(({ id }) => id === event.buildId);
      if (build === undefined) return state;
      const executions = upsert(build.executions, event.execution, ({ id }) => id);
      return {
        ...state,
        lab: { ...lab, builds: lab.builds.map((one) => (one === build ? { ...one, executions } : one)) },
      };
    }
    case "slack-message": {
      const messages = upsert(slack.messages, event.message, ({ channelId, ts }) => `${channelId} ${ts}`);
      return { ...state, slack: { ...slack, messages: newest(messages, KEPT.messages) } };
    }
    case "slack-whisper": {
      const whispers = upsert(slack.whispers, event.whisper, ({ channelId, ts }) => `${channelId} ${ts}`);
      return { ...state, slack: { ...slack, whispers: newest(whispers, KEPT.whispers) } };
    }
    case "slack-channel":
      return { ...state, slack: { ...slack, channels: upsert(slack.channels, event.channel, ({ id }) => id) } };
    case "slack-modal": {
      const others = slack.modals.filter(({ userId }) => userId !== event.userId);
      return { ...state, slack: { ...slack, modals: event.modal === undefined ? others : [...others, event.modal] } };
    }
    case "teams-message": {
      const messages = upsert(teams.messages, event.message, ({ placeId, id }) => `${placeId} ${id}`);
      return { ...state, teams: { ...teams, messages: newest(messages, KEPT.messages) } };
    }
    case "teams-place":
      return { ...state, teams: { ...teams, places: upsert(teams.places, event.place, ({ id }) => id) } };
    case "teams-notice": {
      const notices = upsert(teams.notices, event.notice, ({ id }) => String(id));
      return { ...state, teams: { ...teams, notices: newest(notices, KEPT.notices) } };
    }
    case "teams-dialog": {
      const others = teams.dialogs.filter(({ userId }) => userId !== event.userId);
      return {
        ...state,
        teams: { ...teams, dialogs: event.dialog === undefined ? others : [...others, event.dialog] },
      };
    }
    case "timeline":
      return {
        ...state,
        timeline: newest(
          upsert(state.timeline, event.entry, ({ id }) => String(id)),
          KEPT.timeline,
        ),
      };
  }
}

function withBuild(lab: LabView, build: Omit<LabBuildView, "executions">): LabView {
  const known = lab.builds.find(({ id }) => id === build.id);
  const builds =
    known === undefined
      ? [{ ...build, executions: [] }, ...lab.builds].slice(0, KEPT.builds)
      : lab.builds.map((one) => (one === known ? { ...known, ...build } : one));
  const jobs = lab.jobs.includes(build.job) ? lab.jobs : [...lab.jobs, build.job];
  return { ...lab, jobs, builds };
}

/** Puts an item in the place of the one with the same key, or at the end. What changed last is mostly near the end. */
function upsert<Item>(items: readonly Item[], item: Item, keyOf: (item: Item) => string): readonly Item[] {
  const key = keyOf(item);
  const at = items.findLastIndex((one) => keyOf(one) === key);
  return at < 0 ? [...items, item] : items.with(at, item);
}

function newest<Item>(items: readonly Item[], count: number): readonly Item[] {
  return items.length <= count ? items : items.slice(-count);
}
