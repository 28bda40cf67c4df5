import type { BuildPolicy, Secret } from "@perfecto-bot/domain";

/** What one process of the service does. One process does everything unless told otherwise. */
export const ROLES = ["poll", "deliver", "chat"] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** A lab to be polled. */
export interface LabConfig {
  readonly id: string;
  readonly baseUrl: string;
  readonly token: Secret;
}

/** How the service reaches Slack. */
export type SlackConfig = {
  readonly apiUrl?: string;
  readonly transport:
    | { readonly kind: "socket"; readonly appToken: Secret }
    | { readonly kind: "http"; readonly signingSecret: Secret };
  readonly workspaces:
    | { readonly kind: "one"; readonly botToken: Secret }
    | {
        readonly kind: "oauth";
        readonly clientId: string;
        readonly clientSecret: Secret;
        readonly stateSecret: Secret;
      };
};

/** How the service reaches Microsoft Teams. */
export interface TeamsConfig {
  readonly appId: string;
  readonly appPassword: Secret;
  readonly tenantId: string;
  /** Tenants whose activities are taken. Empty: the registration's own alone. */
  readonly allowedTenants: readonly string[];
  /** No authentication, for development on this machine. */
  readonly insecureLocal: boolean;
}

/** The service's whole configuration, read once and never changed. */
export interface Config {
  readonly labs: readonly LabConfig[];
  /** Absent where this process does not speak to Slack. */
  readonly slack?: SlackConfig;
  /** Absent where this process does not speak to Teams. */
  readonly teams?: TeamsConfig;
  /** Absent: a private Redis is started beside the service. */
  readonly redisUrl?: Secret;
  /** Where a private Redis keeps its data. */
  readonly dataDirectory: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: string;
  readonly roles: ReadonlySet<Role>;
  /** One key or several with commas: the first encrypts, all decrypt. Needed with OAuth. */
  readonly encryptionKey?: Secret;
  /** Absent: the CI hook is off. */
  readonly ciHookToken?: Secret;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  readonly discoverEveryMs: number;
  readonly policy: BuildPolicy;
}
