import { setTimeout as delay } from "node:timers/promises";
import type { JsonObject } from "../json-value.ts";
import type { SlackWorld } from "../world/slack-world.ts";
import type { AppRequest, AppTransport, Delivery, EventRetry, Receipt } from "./delivery.ts";

/** How Slack talks to the app. */
export interface TrafficOptions {
  /** How long Slack waits for an acknowledgement, in milliseconds of real time. */
  readonly acknowledgeWithinMs: number;
  /** When an unacknowledged event is told again, in milliseconds of real time after each failure. */
  readonly eventRetryDelaysMs: readonly number[];
}

/** Everything Slack tells the app, over whichever transport the app has, with every attempt on record. */
export class AppTraffic {
  /** Every attempt, oldest first. */
  readonly deliveries: Delivery[] = [];
  transport: AppTransport;
  private readonly world: SlackWorld;
  private readonly options: TrafficOptions;
  private readonly stopping: AbortSignal;

  constructor(world: SlackWorld, transport: AppTransport, options: TrafficOptions, stopping: AbortSignal) {
    this.world = world;
    this.transport = transport;
    this.options = options;
    this.stopping = stopping;
  }

  /** Tells the app once. */
  async send(request: AppRequest): Promise<Receipt> {
    const at = this.world.now();
    const receipt = await this.transport.send(request, this.options.acknowledgeWithinMs);
    if (receipt.notSent !== undefined) return receipt;
    const delivery = { ...request, ...receipt, at };
    this.deliveries.push(delivery);
    this.world.events.emit("delivery", delivery);
    return receipt;
  }

  /** Tells the app of an event; retries go on in the background. @returns what came of the first attempt. */
  async sendEvent(body: JsonObject, retry?: EventRetry): Promise<Receipt> {
    const receipt = await this.send({ kind: "event", body, ...(retry ? { retry } : {}) });
    void this.retry(body, retry?.num ?? 0, receipt);
    return receipt;
  }

  private async retry(body: JsonObject, done: number, last: Receipt): Promise<void> {
    const delayMs = this.options.eventRetryDelaysMs[done];
    if (last.acknowledged || last.noRetry || delayMs === undefined) return;
    try {
      await delay(delayMs, undefined, { signal: this.stopping, ref: false });
    } catch {
      return;
    }
    await this.sendEvent(body, { num: done + 1, reason: last.failure ?? "unknown_error" });
  }
}
