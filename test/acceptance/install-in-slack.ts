import type { SlackWorld } from "./slack-world.ts";

/**
 * Installs the app in a workspace or an organisation as a browser does: the page, Slack's approval, and the way back with the
 * cookie. Resolves to the last status.
 */
export async function installInSlack(
  { service, slack }: Pick<SlackWorld, "service" | "slack">,
  id: string,
): Promise<number> {
  slack.oauth.autoApprove = true;
  const page = await fetch(`${service.url}/slack/install`);
  const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
  const link = /<a href="([^"]+)"/u.exec(await page.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
  const authorize = new URL(link);
  authorize.searchParams.set("team", id);
  const approved = await fetch(authorize, { redirect: "manual" });
  const done = await fetch(approved.headers.get("location") ?? "", { headers: { cookie } });
  await done.text();
  return done.status;
}
