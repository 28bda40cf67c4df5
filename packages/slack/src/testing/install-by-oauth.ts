import type { World } from "./start-world.ts";

/** Installs the app as an administrator's browser does; the browser keeps the cookie. Resolves to the last page's status. */
export async function installByOauth({ slack, url }: World, teamId: string, withCookie = true): Promise<number> {
  slack.oauth.autoApprove = true;
  const page = await fetch(`${url}/slack/install`);
  const cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
  const link = /<a href="([^"]+)"/u.exec(await page.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
  const authorize = new URL(link);
  authorize.searchParams.set("team", teamId);
  const approved = await fetch(authorize, { redirect: "manual" });
  const back = approved.headers.get("location") ?? "";
  const done = await fetch(back, withCookie ? { headers: { cookie } } : {});
  await done.text();
  return done.status;
}
