import type { StoreError } from "@perfecto-bot/pipeline";
import { Command, Redis } from "ioredis";
import { decideReconnect } from "./decide-reconnect.ts";
import { storeError } from "./explain-store-error.ts";
import { redisAddress } from "./redis-address.ts";
import { kindOfCode, redisErrorCode } from "./redis-error-kind.ts";

/** How long a command may take: people are told within three seconds what came of their request. */
const COMMAND_WITHIN_MS = 1_500;
/** A lost connection is given so long; after it, commands fail at once until there is one again. */
const RECONNECTION_WITHIN_MS = 1_000;

/**
 * A connection for somebody who waits. A command is answered, or rejects with a StoreError, within
 * {@link COMMAND_WITHIN_MS}; one that was not sent by then is never sent. What was sent and got no answer may have been
 * done: `unanswered`. Once the connection is known to be lost, commands reject at once, so that a request of many commands
 * waits but once. A read-only replica is left for a new connection, and the command is sent there.
 */
export class PromptRedis extends Redis {
  readonly #address: string;
  /** By when each command that was given must have been answered. */
  readonly #dueMs = new WeakMap<Command, number>();
  /** What is on the wire since when, in the order in which it was sent. */
  readonly #unansweredSinceMs = new Map<Command, number>();
  #lostSinceMs: number | undefined = performance.now();
  /** Why there is no connection, or none that is of use. */
  #lastError: Error | undefined;
  #reconnectedAtMs = Number.NEGATIVE_INFINITY;

  constructor(url: string) {
    super(url, {
      // Every command has a time limit of its own, so that none has to be given up because of failed reconnections.
      maxRetriesPerRequest: null,
      connectTimeout: COMMAND_WITHIN_MS,
      retryStrategy: (attempt: number) => Math.min(attempt * 50, 500),
    });
    this.#address = redisAddress(url);
    this.options.reconnectOnError = (error) => this.#onRefusal(error);
    this.on("ready", () => {
      this.#lostSinceMs = undefined;
      this.#lastError = undefined;
    });
    this.on("error", (error: Error) => {
      this.#lastError = error;
    });
    this.on("close", () => {
      const [oldestMs = performance.now()] = this.#unansweredSinceMs.values();
      this.#lostSinceMs ??= oldestMs;
    });
  }

  /** Every command comes this way; one that waited for a connection, or is sent again on another, comes once more. */
  override sendCommand(...[command, stream]: Parameters<Redis["sendCommand"]>): unknown {
    if (Command.checkFlag("HANDSHAKE_COMMANDS", command.name)) return super.sendCommand(command, stream);
    const nowMs = performance.now();
    const dueMs = this.#dueMs.get(command);
    if (dueMs === undefined) return this.#begin(command, nowMs, () => super.sendCommand(command, stream));
    if (!command.isSettled && nowMs < dueMs) return super.sendCommand(command, stream);
    if (!command.isSettled) command.reject(this.#lost());
    return command.promise;
  }

  #begin(command: Command, nowMs: number, send: () => unknown): unknown {
    this.#dueMs.set(command, nowMs + COMMAND_WITHIN_MS);
    if (this.#lostSinceMs !== undefined && nowMs - this.#lostSinceMs > RECONNECTION_WITHIN_MS) {
      command.reject(this.#lost());
      return command.promise;
    }
    this.#noteWhenSent(command);
    // An answer that came while this process was busy is read before the time limit is believed.
    const timer = setTimeout(() => setImmediate(() => this.#giveUp(command)), COMMAND_WITHIN_MS);
    const sent = send();
    const settled = (): void => {
      clearTimeout(timer);
      this.#unansweredSinceMs.delete(command);
    };
    if (!(sent instanceof Promise)) return sent;
    return sent
      .catch((error: unknown) => {
        throw this.#explain(error, command);
      })
      .finally(settled);
  }

  /** A command is turned into bytes when it is written to the wire, and not before. */
  #noteWhenSent(command: Command): void {
    const toWritable = command.toWritable.bind(command);
    command.toWritable = (socket) => {
      this.#unansweredSinceMs.set(command, performance.now());
      return toWritable(socket);
    };
  }

  #giveUp(command: Command): void {
    if (command.isSettled) return;
    const sinceMs = this.#unansweredSinceMs.get(command);
    if (sinceMs === undefined) {
      command.reject(this.#lost());
      return;
    }
    command.reject(storeError("unanswered", this.#address, `no answer within ${COMMAND_WITHIN_MS} ms`));
    this.#lostSinceMs ??= sinceMs;
    this.disconnect(true);
  }

  #explain(error: unknown, command: Command): unknown {
    if (!(error instanceof Error) || error.name === "StoreError") return error;
    const code = redisErrorCode(error);
    if (code !== undefined) return storeError(kindOfCode(code), this.#address, error.message, error);
    if (error.name === "ReplyError") return error;
    return this.#unansweredSinceMs.has(command)
      ? storeError("unanswered", this.#address, detailOf(this.#lastError ?? error), error)
      : this.#lost();
  }

  #lost(): StoreError {
    const code = redisErrorCode(this.#lastError);
    return storeError(code === undefined ? "away" : kindOfCode(code), this.#address, detailOf(this.#lastError));
  }

  #onRefusal(error: Error): boolean | 1 | 2 {
    const nowMs = performance.now();
    const decision = decideReconnect(redisErrorCode(error), nowMs - this.#reconnectedAtMs, false);
    if (decision === "stay") return false;
    this.#reconnectedAtMs = nowMs;
    this.#lastError = error;
    if (decision === "reconnect") return 1;
    this.#noteRefused(error);
    return 2;
  }

  /** What was refused has its answer, and is not on the wire until it is sent again. */
  #noteRefused(error: Error & { readonly command?: { readonly args: unknown } }): void {
    for (const command of this.#unansweredSinceMs.keys())
      if (command.args === error.command?.args) this.#unansweredSinceMs.delete(command);
  }
}

/** Connection errors may come without a message: an attempt of several addresses has one for each. */
function detailOf(error: Error | undefined): string {
  if (error === undefined) return "no connection in time";
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return error.message === "" ? code : error.message;
}
