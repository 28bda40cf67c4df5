import { setTimeout as delay } from "node:timers/promises";
import type { Secret } from "@perfecto-bot/domain";
import type { Clock } from "@perfecto-bot/pipeline";
import { SocketModeReceiver, type App, type Receiver } from "@slack/bolt";
import { boltLogger } from "../bolt-logger.ts";
import type { SlackLog } from "../slack-log.ts";
import { explainError } from "../web-api/explain-error.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import { reconnectDelayMs } from "./reconnect-delay.ts";
import { SlackStartError } from "./slack-start-error.ts";

/** Slack greets a new connection at once; one that stays silent is not used. */
const GREETING_WITHIN_MS = 15_000;
const CLOSE_WITHIN_MS = 2_000;
/** A connection that lasted so long was a good one: the next is made without delay. */
const GOOD_CONNECTION_MS = 10_000;

interface Connection {
  readonly receiver: SocketModeReceiver;
  readonly openedAtMs: number;
  /** Resolves when the connection is over, for whatever reason. */
  readonly closed: Promise<void>;
}

/**
 * Socket Mode for Bolt, with our own reconnecting: every connection is a new Bolt receiver that does not reconnect by
 * itself. Slack's own waits five seconds before each planned renewal, and its failures to reconnect are rejections
 * that nobody handles.
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export class SocketConnection implements Receiver {
  readonly #appToken: Secret;
  readonly #apiUrl: string | undefined;
  readonly #now: Clock;
  readonly #log: SlackLog;
  readonly #stopping = new AbortController();
  #app: App | undefined;
  #current: Connection | undefined;
  #supervision: Promise<void> = Promise.resolve();

  constructor(appToken: Secret, apiUrl: string | undefined, now: Clock, log: SlackLog) {
    this.#appToken = appToken;
    this.#apiUrl = apiUrl;
    this.#now = now;
    this.#log = log;
  }

  init(app: App): void {
    this.#app = app;
  }

  /**
   * Resolves when connected, or, where Slack cannot be reached, at once: it then goes on trying.
   * @throws {SlackStartError} when Slack does not accept the app token.
   */
  async start(): Promise<void> {
    try {
      this.#current = await this.#connect();
    } catch (error) {
      const { failure } = explainError(error, OPENING);
      if (failure.kind === "installation-dead" || failure.kind === "conversation-unavailable")
        throw new SlackStartError(failure.detail, "Set SLACK_APP_TOKEN to a token with the scope connections:write.");
      this.#log.warn({ detail: failure.detail }, "Slack cannot be reached; trying on");
    }
    this.#supervision = this.#supervise();
  }

  /** Takes in nothing more. Waits for the connection to close, not for work that has begun. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#current !== undefined) await close(this.#current.receiver);
    await this.#supervision;
  }

  async #supervise(): Promise<void> {
    const { signal } = this.#stopping;
    let failures = this.#current === undefined ? 1 : 0;
    while (!signal.aborted) {
      if (this.#current !== undefined) {
        await this.#current.closed;
        const lastedMs = this.#now() - this.#current.openedAtMs;
        this.#current = undefined;
        failures = lastedMs < GOOD_CONNECTION_MS ? failures + 1 : 0;
      }
      await delay(reconnectDelayMs(failures), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        const connection = await this.#connect();
        this.#current = connection;
        if (signal.aborted) await close(connection.receiver);
      } catch (error) {
        failures += 1;
        this.#log.warn({ detail: explainError(error, OPENING).failure.detail, failures }, "no connection to Slack");
      }
    }
  }

  async #connect(): Promise<Connection> {
    const receiver = new SocketModeReceiver({
      appToken: this.#appToken.reveal(),
      logger: boltLogger(this.#log),
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: webClientOptions(this.#apiUrl, this.#log) },
      // Not acknowledged, so that Slack sends it again.
      processEventErrorHandler: async () => false,
    });
    if (this.#app !== undefined) receiver.init(this.#app);
    const closed = new Promise<void>((resolve) => {
      receiver.client.once("disconnected", () => resolve());
    });
    const started = receiver.client.start();
    const timer = setTimeout(() => void close(receiver), GREETING_WITHIN_MS);
    try {
      await started;
    } catch (error) {
      throw error ?? new Error("the connection closed before Slack's greeting");
    } finally {
      clearTimeout(timer);
    }
    return { receiver, openedAtMs: this.#now(), closed };
  }
}

const OPENING = { method: "apps.connections.open", workspace: "", target: "SLACK_APP_TOKEN", botName: "Perfecto" };

/** Asks politely, then insists: a second `disconnect` destroys a socket whose peer does not answer. */
async function close({ client }: SocketModeReceiver): Promise<void> {
  const over = new AbortController();
  const polite = client.disconnect().then(() => over.abort());
  const late = delay(CLOSE_WITHIN_MS, "late" as const, { signal: over.signal }).catch(() => "closed" as const);
  await Promise.race([polite, late]);
  if (!over.signal.aborted) await client.disconnect();
}
