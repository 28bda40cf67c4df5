import { stringOf, parseJson } from "../json-value.ts";
import type { JsonObject } from "../json-value.ts";
import type { AppRequest, AppTransport, Receipt } from "./delivery.ts";
import { notSent } from "./delivery.ts";
import { signRequest } from "./sign-request.ts";

/** Where the app listens: one address for everything, or others for single kinds. */
export interface AppAddresses {
  readonly url: string;
  readonly commandUrl?: string;
  readonly interactivityUrl?: string;
  /**
   * The manifest's `message_menu_options_url`: without it no options are asked for.
   *
   * @see https://docs.slack.dev/reference/app-manifest#settings
   */
  readonly optionsUrl?: string;
}

const form = "application/x-www-form-urlencoded";

/** The exact bytes and type of each kind of request. */
const encode = ({ kind, body }: AppRequest): { readonly body: string; readonly contentType: string } => {
  if (kind === "event") return { body: JSON.stringify(body), contentType: "application/json" };
  const fields = kind === "command" ? flat(body) : { payload: JSON.stringify(body) };
  return { body: new URLSearchParams(fields).toString(), contentType: form };
};

const flat = (body: JsonObject): Record<string, string> =>
  Object.fromEntries(Object.entries(body).map(([name, value]) => [name, stringOf(value)]));

/**
 * Reaches the app by signed HTTP requests, as Slack does when Socket Mode is off.
 *
 * @see https://docs.slack.dev/apis/events-api/using-http-request-urls
 */
export const signedHttp = (addresses: AppAddresses, secret: string, nowMs: () => number): AppTransport => {
  const { url, commandUrl = url, interactivityUrl = url, optionsUrl } = addresses;
  const targets = { event: url, command: commandUrl, interactive: interactivityUrl, options: optionsUrl };

  const send = async (request: AppRequest, timeoutMs: number): Promise<Receipt> => {
    const target = targets[request.kind];
    if (target === undefined) return notSent("the app has no options load URL");
    const { method, headers, body } = signRequest({
      ...encode(request),
      secret,
      timestampS: Math.floor(nowMs() / 1000),
    });
    const retry = request.retry && {
      "x-slack-retry-num": String(request.retry.num),
      "x-slack-retry-reason": request.retry.reason,
    };
    const started = performance.now();
    const elapsed = (): number => performance.now() - started;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const sent = { method, headers: { ...headers, ...retry }, body, redirect: "manual", signal } as const;
      const response = await fetch(target, sent);
      const text = await response.text();
      return {
        acknowledged: response.ok,
        ackMs: elapsed(),
        timedOut: false,
        status: response.status,
        ...(text === "" ? {} : { payload: parseJson(text) ?? text }),
        ...(response.ok ? {} : { failure: "http_error" }),
        ...(response.headers.get("x-slack-no-retry") === "1" ? { noRetry: true } : {}),
      };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      return {
        acknowledged: false,
        ackMs: elapsed(),
        timedOut,
        failure: timedOut ? "http_timeout" : "connection_failed",
      };
    }
  };
  return { send };
};
