import type { AccessTokens } from "../login/access-tokens.ts";
import type { TeamsWorld } from "../world/teams-world.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { CallServices } from "./serve-call.ts";

/** What the Bot Connector works on. */
export interface ConnectorContext extends CallServices {
  readonly world: TeamsWorld;
  readonly tokens: AccessTokens;
  readonly rateLimits: RateLimits;
  /** Channels and chats that a write is at work in. */
  readonly busy: Set<string>;
  /** How long a write takes, in milliseconds of real time, and what else a test may turn. */
  readonly settings: ConnectorSettings;
  readonly serviceUrl: () => string;
}

/** What a test may turn while the simulator runs. */
export interface ConnectorSettings {
  /** How long a write takes, in milliseconds of real time: 1 unless set. A second one meanwhile is refused with 412. */
  writeMs: number;
  /** Whether a card that some client shows blank is refused with 400, instead of being kept and flagged. */
  refuseBlankCards: boolean;
  /**
   * Whether calls need an access token: they do unless set to `false`, as with Microsoft's local test tool.
   *
   * @see https://learn.microsoft.com/microsoftteams/platform/teams-sdk/developer-tools/agents-playground/overview
   */
  authentication: boolean;
}
