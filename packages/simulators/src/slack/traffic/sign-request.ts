import { createHmac } from "node:crypto";

/** A request as Slack sends it: give both to `fetch`. */
export interface SignedRequest {
  readonly method: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Signs a request with an app's signing secret.
 *
 * @param request.timestampS seconds since the epoch that the signature covers.
 * @param request.contentType JSON unless given; Slack sends commands and interactions as a form.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export const signRequest = (request: {
  readonly body: string;
  readonly secret: string;
  readonly timestampS: number;
  readonly contentType?: string;
}): SignedRequest => {
  const { body, secret, timestampS, contentType = "application/json" } = request;
  const mac = createHmac("sha256", secret).update(`v0:${timestampS}:${body}`).digest("hex");
  return {
    method: "POST",
    headers: {
      "content-type": contentType,
      "x-slack-request-timestamp": String(timestampS),
      "x-slack-signature": `v0=${mac}`,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    },
    body,
  };
};
