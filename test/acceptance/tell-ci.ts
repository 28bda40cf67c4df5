import type { SlackWorld } from "./slack-world.ts";

/** What a CI job sends, right or wrong. */
export interface CiWords {
  readonly body: unknown;
  /** The bearer token; the right one unless given, none where null. */
  readonly token?: string | null;
  readonly contentType?: string;
}

/** Reports to the service as a CI job does. A text goes as it is, everything else as JSON. */
export async function tellCi(
  { service, environment }: Pick<SlackWorld, "service" | "environment">,
  { body, token = environment["CI_HOOK_TOKEN"] ?? "", contentType = "application/json" }: CiWords,
): Promise<{ readonly status: number; readonly answer: unknown }> {
  const response = await fetch(new URL("/hooks/ci", service.url), {
    method: "POST",
    headers: { "content-type": contentType, ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}
