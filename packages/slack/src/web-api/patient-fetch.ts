const WHEN_SLACK_DOES_NOT_SAY_S = 30;

/**
 * `fetch`, but a 429 without a usable `Retry-After` says 30 seconds. Slack's client throws a plain `Error` without a
 * code for such an answer, which could only be told from other errors by its text.
 * @see https://docs.slack.dev/apis/web-api/rate-limits
 */
export async function patientFetch(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status !== 429) return response;
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  if (seconds >= 0) return response;
  await response.body?.cancel();
  return new Response(null, { status: 429, headers: { "retry-after": String(WHEN_SLACK_DOES_NOT_SAY_S) } });
}
