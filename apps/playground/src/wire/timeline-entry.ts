/** Whose doing an entry of the timeline is. */
export type TimelineActor = "lab" | "service" | "slack" | "teams" | "redis" | "person";

/** Something the service did, or that was done to it. */
export interface TimelineEntry {
  /** Grows from entry to entry. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly actor: TimelineActor;
  readonly kind:
    /** The service asked the lab. */
    | "lab-request"
    /** A message was posted. */
    | "posted"
    /** A message was edited. */
    | "edited"
    /** A call was refused because of a rate limit, or the service waits for one. */
    | "rate-limit"
    /** A call failed, was refused or its answer was lost. */
    | "failed-call"
    /** Somebody typed or pressed something. */
    | "acted"
    /** A part of the world started, ended, or was broken or mended. */
    | "world"
    /** A warning or an error in the service's log. */
    | "log";
  /** One line, plain text. */
  readonly text: string;
  /** How many like it it stands for, at least 1: requests of one kind that follow each other are one entry. */
  readonly count: number;
  readonly tone: "quiet" | "normal" | "good" | "bad";
  /** The message it is about, for a jump to it. */
  readonly message?: { readonly chat: "slack" | "teams"; readonly placeId: string; readonly id: string };
}
