import { ActivityTypes, CloudAdapter, ConfigurationBotFrameworkAuthentication, type Activity } from "botbuilder";

/** What botbuilder needs of us. */
export interface AdapterOptions {
  readonly appId: string;
  /** The `Authorization` header of calls to Teams; nothing where none is wanted. */
  readonly authorization: () => Promise<string | undefined>;
  /** Something in a turn went wrong. */
  readonly onError: (error: unknown) => void;
}

/** What is answered to Teams' HTTP request. */
export interface TurnAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** One outbound call, as plain data. */
export interface CallOptions {
  readonly serviceUrl: string;
  readonly timeoutMs: number;
}

/** An activity to send, as plain data. */
export type OutgoingActivity = Readonly<Record<string, unknown>> & { readonly type: string };

/** The SDK's own type asks for every field of an activity, of which Teams needs few. */
interface ThreadStarter {
  createConversation(parameters: object, options: { timeout: number }): Promise<unknown>;
}

/** Each service URL has a client; there are few of them, and all are from the allow-list. */
const MOST_CLIENTS = 50;

/**
 * botbuilder's adapter, and the only place that knows botbuilder. It authenticates nothing: the gate did, and hands on
 * requests without their tokens. Its clients neither send anything twice nor follow redirects.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #appId: string;
  readonly #onError: AdapterOptions["onError"];
  readonly #clients = new Map<string, Promise<Connector>>();

  constructor({ appId, authorization, onError }: AdapterOptions) {
    super(
      new ConfigurationBotFrameworkAuthentication(
        { MicrosoftAppId: appId },
        {
          isValidAppId: async (id) => id === appId,
          isAuthenticationDisabled: async () => true,
          createCredentials: async () => ({
            signRequest: async (request) => {
              const value = await authorization();
              if (value !== undefined) request.headers.set("authorization", value);
              return request;
            },
          }),
        },
      ),
    );
    this.#appId = appId;
    this.#onError = onError;
    this.onTurnError = async (_context, error) => onError(error);
  }

  /**
   * Runs a turn for an activity that passed the gate. `hear` gives the body of an invoke's
   * answer, nothing where the invoke is not ours. Never rejects.
   */
  async take(body: Readonly<Record<string, unknown>>, hear: () => Promise<unknown>): Promise<TurnAnswer> {
    let status = 500;
    let answered: unknown;
    const recorder = {
      socket: undefined,
      header: () => recorder,
      status: (code: number) => {
        status = code;
        return recorder;
      },
      send: (value: unknown) => {
        answered = value;
        return recorder;
      },
      end: () => recorder,
    };
    try {
      await this.process({ method: "POST", headers: {}, body: { ...body } }, recorder, async (context) => {
        const value = await hear();
        // Without an answer botbuilder says 501 itself.
        if (body["type"] === ActivityTypes.Invoke && value !== undefined)
          await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: { status: 200, body: value } });
      });
    } catch (error) {
      this.#onError(error);
      return { status: 500 };
    }
    return status >= 400 ? { status } : { status, body: answered };
  }

  /** Starts a thread in a channel; the answer names it and its root. */
  async createThread(
    { serviceUrl, timeoutMs }: CallOptions,
    { tenantId, channelId, activity }: { tenantId: string; channelId: string; activity: OutgoingActivity },
  ): Promise<unknown> {
    const { conversations }: { readonly conversations: ThreadStarter } = await this.#client(serviceUrl);
    const parameters = {
      isGroup: true,
      tenantId,
      bot: { id: `28:${this.#appId}`, name: "" },
      channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
      activity,
    };
    return conversations.createConversation(parameters, { timeout: timeoutMs });
  }

  /** Sends to a chat, or to a channel's thread. */
  async send(
    { serviceUrl, timeoutMs }: CallOptions,
    conversationId: string,
    activity: OutgoingActivity,
  ): Promise<unknown> {
    const { conversations } = await this.#client(serviceUrl);
    return conversations.sendToConversation(conversationId, activity, { timeout: timeoutMs });
  }

  /** Replaces a message. */
  async update(
    { serviceUrl, timeoutMs }: CallOptions,
    { conversationId, activityId }: { conversationId: string; activityId: string },
    activity: OutgoingActivity,
  ): Promise<unknown> {
    const { conversations } = await this.#client(serviceUrl);
    const replacement = { ...activity, id: activityId } as Partial<Activity>;
    return conversations.updateActivity(conversationId, activityId, replacement, { timeout: timeoutMs });
  }

  /** Deletes a message. */
  async remove(
    { serviceUrl, timeoutMs }: CallOptions,
    { conversationId, activityId }: { conversationId: string; activityId: string },
  ): Promise<unknown> {
    const { conversations } = await this.#client(serviceUrl);
    return conversations.deleteActivity(conversationId, activityId, { timeout: timeoutMs });
  }

  #client(serviceUrl: string): Promise<Connector> {
    const kept = this.#clients.get(serviceUrl);
    if (kept !== undefined) return kept;
    if (this.#clients.size >= MOST_CLIENTS) this.#clients.clear();
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(this.#appId));
    const made = factory.create(serviceUrl).then(withoutRetries);
    this.#clients.set(serviceUrl, made);
    return made;
  }
}

/** botbuilder's client of the Bot Connector API. */
type Connector = Awaited<
  ReturnType<ReturnType<ConfigurationBotFrameworkAuthentication["createConnectorFactory"]>["create"]>
>;

/**
 * Takes the hidden retries out: botbuilder's client would send a POST up to four times, also after Teams accepted it.
 * @throws {TypeError} when it is built otherwise than version 4.23.3, rather than to send twice.
 * @see https://learn.microsoft.com/javascript/api/@azure/core-rest-pipeline/pipeline
 */
function withoutRetries(connector: Connector): Connector {
  const client: unknown = Reflect.get(connector, "client");
  const pipeline: unknown = typeof client === "object" && client !== null ? Reflect.get(client, "pipeline") : undefined;
  if (!isPipeline(pipeline)) throw new TypeError("botbuilder's client has no pipeline to take the retries out of");
  pipeline.removePolicy({ name: "defaultRetryPolicy" });
  pipeline.removePolicy({ name: "redirectPolicy" });
  return connector;
}

function isPipeline(value: unknown): value is { removePolicy: (options: { name: string }) => unknown } {
  return typeof value === "object" && value !== null && "removePolicy" in value;
}
