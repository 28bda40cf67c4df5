import type { FetchProgress } from "../../ask/fetched.ts";
import type { Pause } from "../../ask/patient-lab.ts";
import type { ShareFetches } from "../../ask/share-fetches.ts";
import type { Clock } from "../../ports/clock.ts";
import type { HistoryStore } from "../../ports/history-store.ts";
import type { Lab, LabLinks } from "../../ports/lab.ts";
import type { PictureStore } from "../../ports/picture-store.ts";
import type { ReportLink } from "../desk-parts.ts";

/** What answering a question needs: a lab at least. */
export interface AskParts {
  readonly labs: ReadonlyMap<string, Lab>;
  /** Links into a lab; undefined where the lab is not configured. */
  readonly links: (lab: string) => LabLinks | undefined;
  /** What the service remembers of builds. Without it, the lab is asked for everything. */
  readonly pictures?: PictureStore;
  /** What tests came to in earlier builds. Without it, the lab is asked. */
  readonly histories?: Pick<HistoryStore, "histories">;
  /** Recognises a link into a lab's reports. Without it, links are no names of tests. */
  readonly readLink?: (url: string) => ReportLink | undefined;
  /** Lets those who ask the same share what is read. Without it, each reads for itself. */
  readonly share?: ShareFetches;
  readonly now: Clock;
  /** Waits before a request is sent again. Default: a timer. */
  readonly pause?: Pause;
  /** Something went wrong that the answer does without, or says itself. */
  readonly onError: (error: unknown, doing: string) => void;
}

/** How somebody waits for an answer. */
export interface AskOptions {
  /** The asker gives up: what is known is the answer, and says so. */
  readonly signal?: AbortSignal;
  /** How far reading is; often, and never after the answer. */
  readonly onProgress?: (progress: FetchProgress) => void;
}
