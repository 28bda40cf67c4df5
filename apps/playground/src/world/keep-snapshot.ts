import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { writeWholeFile } from "./write-whole-file.ts";

/** Something that is written down while it changes. */
export interface KeptSnapshot {
  /** It changed: it is written soon. */
  readonly changed: () => void;
  /** It changed, and what is noted here must survive even an end in this very moment: it is written at once. */
  readonly note: (line: object) => void;
  /** Writes what is not yet written, and nothing any more afterwards. */
  readonly stop: () => void;
}

/** What is kept, and where. */
export interface KeepSnapshotOptions {
  readonly file: string;
  /** Takes the whole as JSON. */
  readonly take: () => object;
  readonly everyMs?: number;
  /** Hears one sentence. */
  readonly onTrouble: (sentence: string) => void;
}

/** Taking and writing fill at most this share of the time. */
const SHARE = 0.05;
const FIRST_MS = 100;

/**
 * Writes a snapshot after changes, at most once in a while, and more rarely where it is large; between two of them, notes
 * go to the end of a journal beside it. A failure to write is told once and does no harm: the next start finds an older
 * one.
 */
export function keepSnapshot({ file, take, everyMs = 2_000, onTrouble }: KeepSnapshotOptions): KeptSnapshot {
  let timer: NodeJS.Timeout | undefined;
  // The first change is written soon, so that even a short life leaves something.
  let waitMs = FIRST_MS;
  let troubled = false;
  let stopped = false;

  function attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!troubled) onTrouble(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      troubled = true;
    }
  }

  function write(): void {
    timer = undefined;
    const startedMs = performance.now();
    attempt(() => {
      writeWholeFile(file, JSON.stringify(take()));
      rmSync(journalOf(file), { force: true });
    });
    waitMs = Math.max(everyMs, (performance.now() - startedMs) / SHARE);
  }

  function changed(): void {
    if (!stopped) timer ??= setTimeout(write, waitMs);
  }

  return {
    changed,
    note(line) {
      if (stopped) return;
      attempt(() => appendFileSync(journalOf(file), `${JSON.stringify(line)}\n`, { mode: 0o600 }));
      changed();
    },
    stop() {
      stopped = true;
      if (timer === undefined) return;
      clearTimeout(timer);
      write();
    },
  };
}

/** What was written: the last snapshot as JSON, and each later note as JSON. */
export interface WrittenSnapshot {
  readonly json: string;
  readonly notes: readonly string[];
}

/**
 * Starts something with what was written, or empty where nothing was or where it cannot be used; the latter is told in
 * one sentence.
 */
export async function startRestored<Started>(
  file: string,
  start: (written: WrittenSnapshot | undefined) => Promise<Started>,
  onTrouble: (sentence: string) => void,
): Promise<Started> {
  if (!existsSync(file)) return start(undefined);
  try {
    return await start({ json: readFileSync(file, "utf8"), notes: readNotes(journalOf(file)) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    onTrouble(`${file} cannot be used, so its part begins empty: ${why}`);
    return start(undefined);
  }
}

/** Whole lines; the end of one that was cut off is none. */
function readNotes(journal: string): readonly string[] {
  return existsSync(journal) ? readFileSync(journal, "utf8").split("\n").slice(0, -1) : [];
}

function journalOf(file: string): string {
  return `${file}l`;
}
