import { isAllowedServiceUrl } from "../gate/is-allowed-service-url.ts";
import type { BotToken } from "./bot-token.ts";
import { isWebPage } from "./is-web-page.ts";
import { readWireFailure } from "./read-wire-failure.ts";
import type { CallOptions, TeamsAdapter } from "./teams-adapter.ts";
import type { CallAnswer } from "./wire-failure.ts";

/** Makes calls to Teams. Never rejects. */
export interface Caller {
  readonly call: (
    to: CallOptions,
    run: (adapter: TeamsAdapter, to: CallOptions) => Promise<unknown>,
  ) => Promise<CallAnswer<unknown>>;
  /** Teams did not accept the token: the next call gets a new one. */
  readonly forgetToken: () => void;
}

/** What calls are made with. */
export interface CallerOptions {
  readonly adapter: () => Promise<TeamsAdapter>;
  /** Nothing where calls go without a token, in development on one machine. */
  readonly token: BotToken | undefined;
  readonly serviceUrlOrigins: readonly string[];
}

/** A call gets its token first, so that a token that cannot be had is never taken for a message that may be lost. */
export function createCaller({ adapter, token, serviceUrlOrigins }: CallerOptions): Caller {
  async function call(to: CallOptions, run: Parameters<Caller["call"]>[1]): Promise<CallAnswer<unknown>> {
    if (!isAllowedServiceUrl(to.serviceUrl, serviceUrlOrigins)) return { kind: "failed", failure: { kind: "nowhere" } };
    const held = await token?.get();
    if (held?.kind === "no-token") return { kind: "failed", failure: held };
    try {
      const value = await run(await adapter(), to);
      return isWebPage(value) ? { kind: "failed", failure: { kind: "lost" } } : { kind: "done", value };
    } catch (error) {
      return { kind: "failed", failure: readWireFailure(error) };
    }
  }

  return { call, forgetToken: () => token?.forget() };
}
