import type { BuildKey, JobDeviceEvidence, SuspectDevice, TestHistory, TestKey } from "@perfecto-bot/domain";

/** Whose tests are remembered together. */
export interface HistoryLine {
  readonly lab: string;
  readonly job: string;
  readonly branch?: string;
}

/** What a history becomes; undefined where it stays, "gone" where nothing of it is worth keeping. */
export type HistoryChange = (key: TestKey, known: TestHistory | undefined) => TestHistory | "gone" | undefined;

/** What tests came to in the builds before, and how devices did. All of it is bounded, and rebuilt as builds come. */
export interface HistoryStore {
  /** The histories of these tests, or of all tests of the line; those without one are left out. */
  readonly histories: (
    line: HistoryLine,
    keys: readonly TestKey[] | "all",
  ) => Promise<ReadonlyMap<TestKey, TestHistory>>;
  /** Changes histories one by one, each again where another worker was faster. */
  readonly changeHistories: (line: HistoryLine, keys: readonly TestKey[], change: HistoryChange) => Promise<void>;
  /** Keeps what one build told of devices, in place of what it told before; the latest 20 builds of each device, of a week. */
  readonly rememberDevices: (
    lab: string,
    build: BuildKey,
    evidence: readonly JobDeviceEvidence[],
    nowMs: number,
  ) => Promise<void>;
  /** What is kept of all devices of a lab. */
  readonly deviceEvidence: (lab: string) => Promise<readonly JobDeviceEvidence[]>;
  /** The devices of a lab that were found suspect last. */
  readonly suspects: (lab: string) => Promise<readonly SuspectDevice[]>;
  readonly putSuspects: (lab: string, suspects: readonly SuspectDevice[]) => Promise<void>;
}
