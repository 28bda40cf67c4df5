import type { BotToken } from "../connector/bot-token.ts";
import type { SigningKeys } from "../gate/signing-keys.ts";
import type { PlaceBook } from "../places/place-book.ts";

/** One thing that was checked. `note`: it works, but something is left out on purpose or by mistake. */
export interface TeamsFinding {
  readonly verdict: "good" | "note" | "bad";
  readonly subject: string;
  readonly detail: string;
  readonly todo?: string;
}

/** What to check. */
export interface ProbeOptions {
  /** Nothing without authentication. */
  readonly token: BotToken | undefined;
  readonly keys: SigningKeys;
  readonly book: PlaceBook;
  readonly allowedTenants: ReadonlySet<string>;
}

/** Checks credentials, signing keys and what is known of installations. Never rejects. */
export async function probeTeams({
  token,
  keys,
  book,
  allowedTenants,
}: ProbeOptions): Promise<readonly TeamsFinding[]> {
  const secured = token === undefined ? [insecure] : [await probeToken(token), await probeKeys(keys)];
  return [...secured, ...(await probeTenants(book, allowedTenants))];
}

const insecure: TeamsFinding = {
  verdict: "note",
  subject: "Teams authentication",
  detail: "switched off by TEAMS_INSECURE_LOCAL: anybody on this machine can speak for Teams",
  todo: "Unset TEAMS_INSECURE_LOCAL everywhere but on your own machine.",
};

async function probeToken(token: BotToken): Promise<TeamsFinding> {
  const subject = "Teams credentials";
  const answer = await token.get();
  if (answer.kind === "token") return { verdict: "good", subject, detail: "Microsoft gives a token for the bot" };
  const todo = answer.refused
    ? "Check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD (its secret value, not its id; secrets expire) and MICROSOFT_APP_TENANT_ID."
    : "Check that this machine can reach login.microsoftonline.com.";
  return { verdict: "bad", subject, detail: `no token: ${answer.detail}`, todo };
}

async function probeKeys(keys: SigningKeys): Promise<TeamsFinding> {
  const subject = "Teams signing keys";
  const answer = await keys.find("");
  if (answer.kind !== "unavailable") return { verdict: "good", subject, detail: "the Bot Framework's keys are known" };
  const todo = "Check that this machine can reach login.botframework.com.";
  return { verdict: "bad", subject, detail: `cannot be fetched: ${answer.detail}`, todo };
}

async function probeTenants(book: PlaceBook, allowed: ReadonlySet<string>): Promise<readonly TeamsFinding[]> {
  const subject = "Teams installation";
  try {
    const findings: TeamsFinding[] = [];
    for (const id of await book.tenants()) {
      const dead = (await book.tenant(id))?.dead;
      if (dead !== undefined) findings.push({ verdict: "bad", subject: `${subject} ${id}`, ...dead });
      else findings.push({ verdict: "good", subject: `${subject} ${id}`, detail: "Teams has talked to the bot" });
    }
    if (findings.length > 0)
      return findings.map(({ verdict, subject: what, detail, todo }) => trim(verdict, what, detail, todo));
    const detail = `Teams has not talked to the bot yet; allowed tenants: ${[...allowed].join(", ")}`;
    return [{ verdict: "note", subject, detail, todo: "Upload the app package to Teams and add the app to a team." }];
  } catch {
    return [{ verdict: "bad", subject, detail: "what is known of installations cannot be read", todo: "Check Redis." }];
  }
}

function trim(
  verdict: TeamsFinding["verdict"],
  subject: string,
  detail: string,
  todo: string | undefined,
): TeamsFinding {
  return { verdict, subject, detail, ...(todo === undefined ? {} : { todo }) };
}
