import { setTimeout as sleep } from "node:timers/promises";
import type { Secret } from "@perfecto-bot/domain";
import { type Clock, LabError, storeErrorIn } from "@perfecto-bot/pipeline";
import type { LabBase } from "../links/lab-base.ts";
import { type Classified, classifyAnswer, type Subject } from "./classify-answer.ts";
import { classifyConnectionError } from "./classify-connection-error.ts";
import { createGate } from "./create-gate.ts";
import type { Errand, Passage, Turnstile } from "./create-turnstile.ts";
import { decideRetry } from "./decide-retry.ts";
import { describeFailure } from "./describe-failure.ts";
import type { LabFailure } from "./lab-failure.ts";
import type { Connection } from "./open-connection.ts";
import { quoteForeign } from "./quote-foreign.ts";

/** What to GET below the lab's base URL. */
export interface LabRequest {
  /** Starts with a slash. */
  readonly path: string;
  /** Without its question mark; may be empty. */
  readonly query: string;
  readonly subject: Subject;
}

/** JSON that is no error. */
export interface JsonAnswer {
  readonly value: unknown;
  readonly answeredAtMs: number;
}

/** Sends requests to one lab: bounded at once, within its budget, again where that helps. Rejects with LabError only. */
export interface Transport {
  readonly get: (request: LabRequest, signal?: AbortSignal) => Promise<JsonAnswer>;
  /** The same for people's questions, which leave a part of the connections and of the budget to everything else. */
  readonly getForQuestion: Transport["get"];
  /** The same for what can wait, which leaves more of both to everything else, questions included. */
  readonly getInBackground: Transport["get"];
  /** Breaks off everything under way or waiting; later requests are rejected. */
  readonly close: () => Promise<void>;
}

/** Connections that questions leave free. */
const sparedConnections = 1;
/** The share of the connections that is enough for what can wait. */
const backgroundShare = 0.5;

/** The transport of a lab. */
export function createTransport(options: {
  readonly lab: string;
  readonly base: LabBase;
  readonly token: Secret;
  readonly concurrency: number;
  readonly connection: Connection;
  readonly turnstile: Turnstile;
  readonly now: Clock;
  readonly random: () => number;
}): Transport {
  const { lab, base, connection, turnstile, now } = options;
  const gate = createGate(options.concurrency);
  const questions = createGate(Math.max(1, options.concurrency - sparedConnections));
  const background = createGate(Math.max(1, Math.floor(options.concurrency * backgroundShare) - sparedConnections));
  const closing = new AbortController();

  function errorFor(failure: LabFailure, request: LabRequest): LabError {
    const fact = quoteForeign(failure.fact, options.token.reveal());
    return describeFailure({ ...failure, fact }, { lab, address: `${base.url}${request.path}` });
  }

  async function ask(request: LabRequest, signal: AbortSignal, errand: Errand): Promise<Classified> {
    const query = request.query === "" ? "" : `?${request.query}`;
    try {
      const answer = await connection.get(`${base.path}${request.path}${query}`, signal, errand === "question");
      return classifyAnswer(answer, request.subject, now());
    } catch (error) {
      signal.throwIfAborted();
      return { ok: false, failure: classifyConnectionError(error) };
    }
  }

  async function askUntilDecided(request: LabRequest, signal: AbortSignal, errand: Errand): Promise<JsonAnswer> {
    for (let retries = 0; ; retries += 1) {
      const passage = await turnstile.pass(signal, errand);
      if (passage.kind !== "passed") throw errorFor(failureOf(passage), request);
      const answer = await ask(request, signal, errand);
      if (answer.ok) return { value: answer.value, answeredAtMs: now() };
      const { failure } = answer;
      if (failure.retryAfterMs !== undefined) await turnstile.close(failure.retryAfterMs);
      // A question sends its requests again by itself, and then shows what the others brought.
      const decision = errand === "question" ? undefined : decideRetry(failure, retries, options.random());
      if (decision?.again !== true) throw errorFor(failure, request);
      await sleep(decision.waitMs, undefined, { signal });
    }
  }

  async function get(request: LabRequest, callerSignal: AbortSignal | undefined, errand: Errand): Promise<JsonAnswer> {
    const signals = callerSignal ? [closing.signal, callerSignal] : [closing.signal];
    const signal = AbortSignal.any(signals);
    const run = () => gate.run(() => askUntilDecided(request, signal, errand), signal);
    const runs: Readonly<Record<Errand, () => Promise<JsonAnswer>>> = {
      watching: run,
      question: () => questions.run(run, signal),
      background: () => background.run(() => questions.run(run, signal), signal),
    };
    try {
      return await runs[errand]();
    } catch (error) {
      if (error instanceof LabError) throw error;
      throw errorFor(brokenOff(error, signal, closing.signal), request);
    }
  }

  return {
    get: (request, signal) => get(request, signal, "watching"),
    getForQuestion: (request, signal) => get(request, signal, "question"),
    getInBackground: (request, signal) => get(request, signal, "background"),
    close: async () => {
      closing.abort();
      await connection.close();
    },
  };
}

/** Why a request was not sent. */
function failureOf(passage: Exclude<Passage, { kind: "passed" }>): LabFailure {
  switch (passage.kind) {
    case "closed": {
      const { retryAfterMs } = passage;
      return { kind: "rate-limited", fact: "the lab's request budget is closed for now", passing: false, retryAfterMs };
    }
    case "budget-unavailable": {
      const { cause } = passage;
      const fact = `the shared request budget could not be asked (${storeErrorIn(cause)?.message ?? nameOf(cause)})`;
      return { kind: "store-unavailable", fact, passing: false, cause };
    }
  }
}

/** Why a request ended without a verdict on the lab. The port knows LabErrors only, so these are "unreachable" too. */
function brokenOff(error: unknown, signal: AbortSignal, closing: AbortSignal): LabFailure {
  if (closing.aborted) return { kind: "unreachable", fact: "this lab client was closed", passing: false };
  if (signal.aborted) return { kind: "unreachable", fact: "the caller gave up before the answer", passing: false };
  return { kind: "unreachable", fact: `the request broke off (${nameOf(error)})`, passing: false };
}

/** Of an error its name alone: its message may hold anything. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown error";
}
