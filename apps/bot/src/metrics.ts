import type { DeliveryNews, OnSetAside, PollNews, WorkTrouble } from "@perfecto-bot/pipeline";
import type { StoreHealth } from "@perfecto-bot/store";
import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";

/** What the service counts, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  readonly delivered: (news: DeliveryNews) => void;
  readonly polled: (news: PollNews) => void;
  readonly failed: (trouble: WorkTrouble) => void;
  readonly setAside: OnSetAside;
}

/** What is asked when the metrics are scraped. */
export interface Measured {
  /** Jobs by queue; rejects where Redis does not tell. */
  readonly depths: () => Promise<Readonly<Record<string, number>>>;
  readonly storeHealth: () => Promise<StoreHealth>;
}

/** Makes the metrics. */
export function createMetrics({ depths, storeHealth }: Measured): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const messages = new Counter({
    name: "perfecto_bot_messages_total",
    help: "Messages by what came of them: posted, edited, found after an unknown outcome, dead, retried, rate-limited.",
    labelNames: ["outcome", "channel"],
    registers: [registry],
  });
  const trouble = new Counter({
    name: "perfecto_bot_lab_events_total",
    help: "Labs that could not be polled any more, came back, or answered only in part; jobs set aside and taken up again.",
    labelNames: ["event", "lab"],
    registers: [registry],
  });
  const failures = new Counter({
    name: "perfecto_bot_work_failures_total",
    help: "Runs that threw, by kind of work; `set_aside` counts what failed so often that a person should look.",
    labelNames: ["kind", "set_aside"],
    registers: [registry],
  });
  const aside = new Counter({
    name: "perfecto_bot_set_aside_total",
    help: "Stored values that this version cannot read and leaves alone, each counted once in a process.",
    labelNames: ["what", "why"],
    registers: [registry],
  });
  const queues = new Gauge({
    name: "perfecto_bot_queue_jobs",
    help: "Jobs that wait or run, by queue.",
    labelNames: ["queue"],
    // Without it the gauge would also be in the library's global registry, where a second service finds its name taken.
    registers: [],
    async collect() {
      const all = await depths().catch(() => ({}));
      for (const [queue, count] of Object.entries(all)) this.set({ queue }, count);
    },
  });
  registry.registerMetric(queues);
  const store = new Gauge({
    name: "perfecto_bot_store_writable",
    help: "1 with an empty reason while Redis takes writes; else 0 with the reason.",
    labelNames: ["reason"],
    registers: [],
    async collect() {
      const health = await storeHealth();
      this.reset();
      if (health.kind === "writable") this.set({ reason: "" }, 1);
      else this.set({ reason: health.because }, 0);
    },
  });
  registry.registerMetric(store);
  return {
    registry,
    delivered: ({ kind, conversation }) => messages.inc({ outcome: kind, channel: conversation.channel }),
    failed: ({ kind, setAside }) => failures.inc({ kind, set_aside: String(setAside) }),
    polled: ({ kind, lab }) => trouble.inc({ event: kind, lab }),
    setAside: ({ what, why }) => aside.inc({ what, why }),
  };
}
