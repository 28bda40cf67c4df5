import { closeSync, copyFileSync, fstatSync, openSync, readSync, truncateSync, writeFileSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

/** A line of a JSON log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** What is followed, and by whom. */
export interface FollowLogOptions {
  readonly file: string;
  /** Hears of each warning and error. */
  readonly onTrouble: (line: LogLine) => void;
  /** Above this size the file is put away as `<file>.1` and begun anew. */
  readonly mostBytes?: number;
  readonly everyMs?: number;
}

const mostBytesAtOnce = 1_000_000;
/** The number of pino's level "warn": https://getpino.io/#/docs/api?id=loggerlevel-string-gettersetter */
const WARN = 40;

/** Begins a log anew and follows it while another process writes to it. Returns a function that reads the rest and ends that. */
export function followLog({ file, onTrouble, mostBytes = 20_000_000, everyMs = 200 }: FollowLogOptions): () => void {
  writeFileSync(file, "", { mode: 0o600 });
  const buffer = Buffer.alloc(mostBytesAtOnce);
  let decoder = new StringDecoder("utf8");
  let at = 0;
  let rest = "";

  function read(): void {
    const handle = openSync(file, "r");
    try {
      for (let size = fstatSync(handle).size; at < size;) {
        const count = readSync(handle, buffer, 0, mostBytesAtOnce, at);
        if (count === 0) break;
        at += count;
        const lines = (rest + decoder.write(buffer.subarray(0, count))).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) {
          const parsed = parseLogLine(line);
          if (parsed !== undefined && isTrouble(parsed)) onTrouble(parsed);
        }
      }
    } finally {
      closeSync(handle);
    }
    if (at <= mostBytes) return;
    copyFileSync(file, `${file}.1`);
    // Its writer appends: it goes on at the new end.
    truncateSync(file);
    at = 0;
    rest = "";
    decoder = new StringDecoder("utf8");
  }

  /** A log that somebody took away is no reason to end. */
  function readIfThere(): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
    }
  }

  const timer = setInterval(readIfThere, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    readIfThere();
  };
}

/** A line as JSON; undefined where it is no object. */
export function parseLogLine(line: string): LogLine | undefined {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}

function isTrouble({ level }: LogLine): boolean {
  return typeof level === "number" && level >= WARN;
}
