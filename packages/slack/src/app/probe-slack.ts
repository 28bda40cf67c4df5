import type { Secret } from "@perfecto-bot/domain";
import { WebClient } from "@slack/web-api";
import { SLACK_SCOPES } from "../manifest/slack-scopes.ts";
import type { SlackLog } from "../slack-log.ts";
import { explainError } from "../web-api/explain-error.ts";
import { webClientOptions } from "../web-api/web-client-options.ts";
import type { SlackWorkspace, SlackWorkspaces } from "../workspaces/slack-workspaces.ts";

/** One thing that was checked. `note`: it works, but something is left out on purpose or by mistake. */
export interface SlackFinding {
  readonly verdict: "good" | "note" | "bad";
  readonly subject: string;
  readonly detail: string;
  readonly todo?: string;
}

/** What to check. */
export interface ProbeOptions {
  readonly workspaces: SlackWorkspaces;
  readonly appToken: Secret | undefined;
  readonly apiUrl: string | undefined;
  readonly log: SlackLog;
}

/** Checks every Slack credential and permission by asking Slack. Never rejects. */
export async function probeSlack(options: ProbeOptions): Promise<readonly SlackFinding[]> {
  const answers = await options.workspaces.all();
  const findings = await Promise.all(
    answers.map(async (answer): Promise<readonly SlackFinding[]> => {
      if (answer.kind === "workspace") return probeWorkspace(answer.workspace);
      const todo = "todo" in answer ? { todo: answer.todo } : {};
      return [{ verdict: "bad", subject: "Slack installation", detail: answer.detail, ...todo }];
    }),
  );
  const none: SlackFinding = {
    verdict: "note",
    subject: "Slack installation",
    detail: "the app is installed in no workspace yet",
    todo: "Open /slack/install of this service in a browser.",
  };
  return [...(answers.length === 0 ? [none] : findings.flat()), ...(await probeAppToken(options))];
}

async function probeWorkspace(workspace: SlackWorkspace): Promise<readonly SlackFinding[]> {
  const subject = `Slack workspace ${workspace.id}`;
  let granted: ReadonlySet<string> = workspace.scopes;
  let name = workspace.id;
  try {
    const answer = await workspace.client.auth.test();
    granted = new Set(answer.response_metadata?.scopes ?? workspace.scopes);
    name = answer.team ?? name;
  } catch (error) {
    const attempt = { method: "auth.test", workspace: workspace.id, target: name, botName: workspace.botName };
    const { failure } = explainError(error, attempt);
    return [{ verdict: "bad", subject, detail: failure.detail, ...("todo" in failure ? { todo: failure.todo } : {}) }];
  }
  const missing = SLACK_SCOPES.filter(({ scope }) => !granted.has(scope));
  return [
    { verdict: "good", subject, detail: `the bot token works in ${name}` },
    ...missing.map(({ scope, why, optional }): SlackFinding => ({
      verdict: optional ? "note" : "bad",
      subject: `Slack scope ${scope}`,
      detail: `not granted; ${why}`,
      todo: `Add ${scope} under OAuth & Permissions of the Slack app and install it again.`,
    })),
  ];
}

/** @see https://docs.slack.dev/reference/methods/apps.connections.open */
async function probeAppToken({ appToken, apiUrl, log }: ProbeOptions): Promise<readonly SlackFinding[]> {
  if (appToken === undefined) return [];
  const subject = "Slack app token";
  try {
    await new WebClient(appToken.reveal(), webClientOptions(apiUrl, log)).apps.connections.open({});
    return [{ verdict: "good", subject, detail: "Socket Mode connections can be opened" }];
  } catch (error) {
    const attempt = { method: "apps.connections.open", workspace: "", target: "SLACK_APP_TOKEN", botName: "Perfecto" };
    const todo = "Set SLACK_APP_TOKEN to an app-level token with the scope connections:write.";
    return [{ verdict: "bad", subject, detail: explainError(error, attempt).failure.detail, todo }];
  }
}
