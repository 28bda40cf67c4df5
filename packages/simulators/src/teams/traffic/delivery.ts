import type { JsonObject, JsonValue } from "../../slack/json-value.ts";
import { isJsonObject, objectOf, parseJson, stringOf } from "../../slack/json-value.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import type { InboundTokenInput, TokenMaker } from "./inbound-token.ts";
import { inboundToken } from "./inbound-token.ts";

/** What Teams saw of the bot's answer. */
export interface Receipt {
  /** Whether the bot answered 2xx in time. */
  readonly acknowledged: boolean;
  /** Milliseconds of real time until the answer, or until Teams gave up. */
  readonly ms: number;
  readonly timedOut: boolean;
  /** The HTTP status, if there was an answer. */
  readonly status?: number;
  /** The answer's body: JSON, or text where it was not JSON. */
  readonly body?: JsonValue;
  /** Why nothing was sent at all, such as a bot that is not in the conversation. */
  readonly notSent?: string;
  /** Why there was no answer. */
  readonly failure?: string;
}

/** One attempt to tell the bot something. */
export interface Delivery extends Receipt {
  readonly activity: JsonValue;
  /** Milliseconds since the epoch, by the simulated clock. */
  readonly at: number;
}

/** An HTTP request to the bot, right or forged. */
export interface RawRequest {
  /** The activity; a string is sent as it is. */
  readonly body: JsonValue;
  /** The Authorization header's token; `null` for none; a right one unless given. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A receipt for something that was never sent. */
export const notSent = (reason: string): Receipt => ({
  acknowledged: false,
  ms: 0,
  timedOut: false,
  notSent: reason,
});

/** Everything Teams tells the bot, with every attempt on record. */
export class BotTraffic {
  /** Every attempt, oldest first. */
  readonly deliveries: Delivery[] = [];
  /** Where the bot listens; undefined until it is known. */
  endpoint: string | undefined;
  /** How long Teams waits for an answer, in milliseconds of real time. */
  answerWithinMs: number;
  private readonly world: TeamsWorld;
  private readonly maker: TokenMaker;

  constructor(world: TeamsWorld, maker: TokenMaker, endpoint: string | undefined, answerWithinMs: number) {
    this.world = world;
    this.maker = maker;
    this.endpoint = endpoint;
    this.answerWithinMs = answerWithinMs;
  }

  /** The service URL that activities name. */
  get serviceUrl(): string {
    return this.maker.serviceUrl();
  }

  token(input?: InboundTokenInput): Promise<string> {
    return inboundToken(this.maker, input);
  }

  /** Tells the bot once. Teams does not tell it again. */
  async send(activity: JsonObject): Promise<Receipt> {
    return this.sendRaw({ body: activity });
  }

  /**
   * Sends any request.
   *
   * @see https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability#request-headers-of-the-bot
   */
  async sendRaw({ body, token, headers }: RawRequest): Promise<Receipt> {
    const at = this.world.now();
    const receipt = await this.request(body, token === undefined ? await this.token() : token, headers);
    const delivery = { activity: body, at, ...receipt };
    this.deliveries.push(delivery);
    this.world.events.emit(isJsonObject(body) && body["type"] === "invoke" ? "invoke" : "delivery", delivery);
    return receipt;
  }

  private async request(
    body: JsonValue,
    token: string | null,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Receipt> {
    if (this.endpoint === undefined) return notSent("the bot's endpoint is not known");
    const { conversation, channelData } = objectOf(body);
    const started = performance.now();
    const elapsed = (): number => performance.now() - started;
    try {
      const response = await fetch(this.endpoint, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "x-ms-conversation-id": stringOf(objectOf(conversation)["id"]),
          "x-ms-tenant-id": stringOf(objectOf(objectOf(channelData)["tenant"])["id"]),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
        redirect: "manual",
        signal: AbortSignal.timeout(this.answerWithinMs),
      });
      const text = await response.text();
      return {
        acknowledged: response.ok,
        ms: elapsed(),
        timedOut: false,
        status: response.status,
        ...(text === "" ? {} : { body: parseJson(text) ?? text }),
      };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      const failure = timedOut ? `no answer within ${this.answerWithinMs} ms` : String(error);
      return { acknowledged: false, ms: elapsed(), timedOut, failure };
    }
  }
}
