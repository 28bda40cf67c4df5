/** Every environment name the service knows, in the order the documentation lists them. Secrets may come from a file named by `…_FILE`. */
export const ENVIRONMENT = [
  { name: "PERFECTO_CLOUD", secret: false, about: "Cloud name: `acme` for acme.perfectomobile.com." },
  { name: "PERFECTO_URL", secret: false, about: "Instead of the cloud name: the reporting server's full base URL." },
  { name: "PERFECTO_SECURITY_TOKEN", secret: true, about: "Security token of a service user of that lab." },
  {
    name: "PERFECTO_LABS_FILE",
    secret: false,
    about: "Several labs: a JSON file with a list of `{id, cloud or url, token or tokenFile}`.",
  },
  { name: "SLACK_BOT_TOKEN", secret: true, about: "`xoxb-…`: one workspace." },
  { name: "SLACK_APP_TOKEN", secret: true, about: "`xapp-…`: Socket Mode, no public address needed." },
  {
    name: "SLACK_SIGNING_SECRET",
    secret: true,
    about: "HTTP instead of Socket Mode: requests come to `/slack/events`.",
  },
  { name: "SLACK_CLIENT_ID", secret: false, about: "Several workspaces by OAuth (with HTTP): client id." },
  { name: "SLACK_CLIENT_SECRET", secret: true, about: "OAuth: client secret." },
  {
    name: "SLACK_STATE_SECRET",
    secret: true,
    about: "OAuth: any long random text; signs the state of an installation.",
  },
  { name: "SLACK_API_URL", secret: false, about: "Slack's Web API elsewhere than slack.com: a proxy or a simulator." },
  { name: "MICROSOFT_APP_ID", secret: false, about: "Microsoft Teams: the Azure Bot's app id." },
  { name: "MICROSOFT_APP_PASSWORD", secret: true, about: "A client secret of that app registration." },
  { name: "MICROSOFT_APP_TENANT_ID", secret: false, about: "The tenant the app is registered in (single tenant)." },
  {
    name: "TEAMS_ALLOWED_TENANTS",
    secret: false,
    about: "Tenants that may use the bot, with commas. Default: the registration's own.",
  },
  {
    name: "TEAMS_INSECURE_LOCAL",
    secret: false,
    about: "`true`: no authentication, for development; refused unless `HOST` is this machine alone.",
  },
  {
    name: "REDIS_URL",
    secret: true,
    about: "Redis 6.2 or newer with AOF and `noeviction`. Absent: a private one is started.",
  },
  { name: "PORT", secret: false, about: "HTTP port, default 3978." },
  {
    name: "HOST",
    secret: false,
    about: "Address to listen on, default 0.0.0.0 with HTTP, 127.0.0.1 with Socket Mode.",
  },
  {
    name: "PUBLIC_URL",
    secret: false,
    about: "The address people and Slack reach this service by; needed for OAuth and the Teams app package.",
  },
  { name: "ROLES", secret: false, about: "What this process does, of `poll,deliver,chat`. Default: all." },
  {
    name: "ENCRYPTION_KEY",
    secret: true,
    about:
      "Encrypts OAuth tokens at rest: 32 bytes as base64 or hex, or a passphrase. Several with commas: the first encrypts, all decrypt.",
  },
  { name: "CI_HOOK_TOKEN", secret: true, about: "Bearer token of `POST /hooks/ci`. Absent: the hook is off." },
  { name: "LOG_LEVEL", secret: false, about: "fatal, error, warn, info (default), debug, trace or silent." },
  { name: "DISCOVER_EVERY", secret: false, about: "How often to look for new activity, default `30s`." },
  { name: "TRACK_EVERY", secret: false, about: "How often to look at a build in flight, default `5s`." },
  { name: "QUIET_PERIOD", secret: false, about: "Shortest quiet after which a build is final, default `3m`." },
  {
    name: "SETTLE_LIMIT",
    secret: false,
    about: 'How long processing may take before a failure is posted as "still processing", default `10m`.',
  },
  {
    name: "RUNNING_LIMIT",
    secret: false,
    about: "How long a test that has not ended keeps its build from being final, counted from its start, default `2h`.",
  },
] as const;

/** A name of {@link ENVIRONMENT}. */
export type EnvironmentName = (typeof ENVIRONMENT)[number]["name"];

/** The process environment as a parameter, so that reading it can be tested. */
export type Environment = Readonly<Record<string, string | undefined>>;
