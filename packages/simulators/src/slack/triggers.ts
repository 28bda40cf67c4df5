import type { TriggerOutcome } from "./web-api/api-method.ts";
import type { Identifiers } from "./world/identifiers.ts";

interface Trigger {
  readonly userId: string;
  readonly channelId?: string;
  readonly issuedAt: number;
  exchanged: boolean;
}

/**
 * The trigger ids handed out with commands and clicks: each opens one view, within three seconds.
 *
 * @see https://docs.slack.dev/interactivity/handling-user-interaction
 */
export class Triggers {
  private readonly issued = new Map<string, Trigger>();
  private readonly identifiers: Identifiers;
  private readonly now: () => number;
  private readonly lifetimeMs: number;

  constructor(identifiers: Identifiers, now: () => number, lifetimeMs: number) {
    this.identifiers = identifiers;
    this.now = now;
    this.lifetimeMs = lifetimeMs;
  }

  /** A new trigger id for a person, and the channel they acted in. */
  issue(userId: string, channelId?: string): string {
    const id = this.identifiers.secret("").replace("-", ".1.");
    const trigger = { userId, issuedAt: this.now(), exchanged: false };
    this.issued.set(id, channelId === undefined ? trigger : { ...trigger, channelId });
    return id;
  }

  redeem(id: string): TriggerOutcome {
    const trigger = this.issued.get(id);
    if (trigger === undefined) return { kind: "invalid_trigger_id" };
    if (trigger.exchanged) return { kind: "exchanged_trigger_id" };
    if (this.now() - trigger.issuedAt > this.lifetimeMs) return { kind: "expired_trigger_id" };
    trigger.exchanged = true;
    const { userId, channelId } = trigger;
    return channelId === undefined ? { kind: "redeemed", userId } : { kind: "redeemed", userId, channelId };
  }
}
