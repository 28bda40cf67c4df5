import { join } from "node:path";
import {
  type BuildRequest,
  type LabEvent,
  type LabPlay,
  type LabSimulator,
  playLab,
  startLabSimulator,
} from "@perfecto-bot/simulators/lab";
import {
  addBuild,
  addLate,
  demoSeed,
  firstHistory,
  type LabHistory,
  readHistory,
  replayHistory,
  wholeRequest,
  writeHistory,
} from "./lab-history.ts";
import { playHistory } from "./play-history.ts";

/** What the demo's lab is opened with. */
export interface DemoLabOptions {
  /** The demo's data directory; `lab.json` holds its builds. */
  readonly directory: string;
  readonly port: number;
  readonly speed: number;
  readonly onEvent: (event: LabEvent) => void;
}

/** The demo's lab. */
export interface DemoLab {
  readonly lab: LabSimulator;
  /** Lets its jobs build from now on. Called once. */
  readonly play: () => LabPlay;
  /** When a job's newest build started (ms since 1970); undefined where it has none. */
  readonly lastStartMs: (job: string) => number | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts the simulated lab with the builds that it had. */
export async function openDemoLab({ directory, port, speed: firstSpeed, onEvent }: DemoLabOptions): Promise<DemoLab> {
  const file = join(directory, "lab.json");
  let history = readHistory(file) ?? firstHistory(Date.now());
  let speed = firstSpeed;
  let asked: BuildRequest | undefined;
  const lab = await startLabSimulator({ port });
  const stops: (() => unknown)[] = [() => lab.stop()];
  const keep = (next: LabHistory): void => {
    history = next;
    writeHistory(file, history);
  };
  keep(history);
  lab.putAll(history.late ?? []);
  stops.push(playHistory(lab, replayHistory(history, lab.baseUrl), onEvent));

  function hear(event: LabEvent): void {
    if (event.kind === "build started") {
      const { job, number, atMs: startMs } = event;
      const { job: _job, ...rest } = asked ?? { job };
      keep(addBuild(history, { job, number, startMs, speed, ...(asked === undefined ? {} : { asked: rest }) }));
    }
    onEvent(event);
  }

  return {
    lab,
    play() {
      const play = playLab({ lab, seed: demoSeed, speed, pastBuilds: 0, onEvent: hear });
      stops.push(() => play.stop());
      return {
        ...play,
        startBuild(request) {
          asked = wholeRequest(request);
          try {
            return play.startBuild(asked);
          } finally {
            asked = undefined;
          }
        },
        setSpeed(next) {
          play.setSpeed(next);
          speed = next;
        },
        addLateResult(job) {
          const late = play.addLateResult(job);
          const execution = late === undefined ? undefined : lab.find(late.id);
          if (execution !== undefined) keep(addLate(history, execution));
          return late;
        },
      };
    },
    lastStartMs: (job) => history.builds.findLast((build) => build.job === job)?.startMs,
    async stop() {
      for (const stop of stops.splice(0).toReversed()) await stop();
    },
  };
}
