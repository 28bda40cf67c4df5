import type { DeliveryFinding, DeliveryNews, PollNews, WorkTrouble } from "@perfecto-bot/pipeline";
import type { StoreHealth } from "@perfecto-bot/store";
import type { Log } from "./log.ts";

/** Logs what a chat took otherwise than it was given. */
export function tellFinding(log: Log, finding: DeliveryFinding): void {
  switch (finding.kind) {
    case "left-out": {
      const { conversation, topic, name } = finding.message;
      for (const { part, detail, todo } of finding.leftOut)
        log.warn({ conversation, topic, name, part, detail, todo }, "a message was posted without a part of it");
      return;
    }
    case "frozen": {
      const { conversation, topic, name } = finding.message;
      log.info({ conversation, topic, name }, "a message can no longer be edited; it stands as it is");
      return;
    }
    case "moved":
      log.info({ from: finding.from, to: finding.to }, "a conversation has another id");
  }
}

/** Logs what polling found out about a lab. */
export function tellPollNews(log: Log, news: PollNews): void {
  switch (news.kind) {
    case "lab-trouble":
      log.error({ lab: news.lab }, `lab ${news.lab} cannot be polled: ${news.message}`);
      return;
    case "lab-recovered":
      log.info({ lab: news.lab }, `lab ${news.lab} answers again; posting goes on`);
      return;
    case "answer-truncated":
      log.warn(
        { lab: news.lab, what: news.what },
        "the lab has more than was read in one go; narrow the subscriptions",
      );
      return;
    case "set-aside":
      log.warn(
        { lab: news.lab, job: news.job, doing: news.doing, detail: news.message },
        "a job is set aside, all others go on; `status` shows it, and it is tried again with growing pauses",
      );
      return;
    case "taken-up-again":
      log.info(
        { lab: news.lab, job: news.job },
        "a job that was set aside works again; what it missed is caught up on",
      );
  }
}

/** Logs what came of a message. */
export function tellDeliveryNews(log: Log, { kind, ...fields }: DeliveryNews): void {
  switch (kind) {
    case "dead":
      log.warn(fields, "a message can never be posted; `status` in its conversation shows it");
      return;
    case "set-aside":
      log.error(
        fields,
        "the bot fails on a message; it is tried once an hour, and `status` in its conversation shows it",
      );
      return;
    case "doubled":
      log.warn(fields, "a message stands twice: its answer was lost, and the second copy could not be deleted");
      return;
    case "posted":
    case "found":
    case "edited":
    case "copy-removed":
    case "rate-limited":
    case "retry":
      log.debug(fields, `message ${kind}`);
  }
}

/** Logs work that failed. */
export function tellWorkTrouble(log: Log, { kind, subject, failures, setAside, pauseMs, error }: WorkTrouble): void {
  const fields = { kind, subject, failures, pauseMs, error: describeError(error) };
  if (setAside) log.error(fields, "work fails again and again; it is set aside and tried once an hour");
  else log.warn(fields, "work failed; it is tried again after a pause");
}

/** Logs that Redis takes no writes, and why, or that it takes them again. */
export function tellStoreHealth(log: Log, health: StoreHealth): void {
  if (health.kind === "writable") log.info("Redis takes writes again; the work goes on");
  else log.error({ because: health.because }, `${health.message} Everything waits for it.`);
}

/** An error's name and message. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
