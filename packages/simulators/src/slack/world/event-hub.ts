import type { Channel } from "./channel.ts";
import type { EphemeralMessage, SlackFile, SlackMessage, SlackView } from "./entities.ts";
import type { Delivery } from "../traffic/delivery.ts";
import type { LoggedRequest } from "../web-api/request-log.ts";

/** What happens in the simulated Slack, by kind: enough to draw it live. */
export interface SlackHappenings {
  readonly message: SlackMessage;
  readonly edit: SlackMessage;
  readonly delete: SlackMessage;
  readonly reaction: SlackMessage;
  readonly unfurl: SlackMessage;
  readonly ephemeral: EphemeralMessage;
  /** A modal was opened, pushed, updated, given errors, or closed. */
  readonly modal: { readonly userId: string; readonly stack: readonly SlackView[] };
  readonly home: SlackView;
  readonly file: SlackFile;
  /** A channel was made, renamed, archived, deleted, or its members changed. */
  readonly channel: Channel;
  readonly request: LoggedRequest;
  readonly delivery: Delivery;
}

/** Told of one kind of happening. */
export type Listener<Kind extends keyof SlackHappenings> = (happening: SlackHappenings[Kind]) => void;

/** Tells listeners what happens. */
export class EventHub {
  private readonly listeners: { readonly [Kind in keyof SlackHappenings]: Set<Listener<Kind>> } = {
    message: new Set(),
    edit: new Set(),
    delete: new Set(),
    reaction: new Set(),
    unfurl: new Set(),
    ephemeral: new Set(),
    modal: new Set(),
    home: new Set(),
    file: new Set(),
    channel: new Set(),
    request: new Set(),
    delivery: new Set(),
  };

  /** Calls the listener for each happening of a kind. @returns a function that stops it. */
  on<Kind extends keyof SlackHappenings>(kind: Kind, listener: Listener<Kind>): () => void {
    const listeners = this.listeners[kind];
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Tells everyone who asked for this kind. */
  emit<Kind extends keyof SlackHappenings>(kind: Kind, happening: SlackHappenings[Kind]): void {
    for (const listener of this.listeners[kind]) listener(happening);
  }
}
