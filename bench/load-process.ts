import { setTimeout as wait } from "node:timers/promises";
import {
  generateBuild,
  generateJobs,
  jobNames,
  startLabSimulator,
  type LabExecution,
} from "@perfecto-bot/simulators/lab";
import { startSlackSimulator } from "@perfecto-bot/simulators/slack";

/** Where a simulated lab and Slack in a process of their own are: the first message. */
export interface LoadProcessReady {
  readonly kind: "ready";
  readonly environment: Readonly<Record<string, string>>;
}

/** The service runs: people subscribe, the build begins, and people ask. */
export interface LoadProcessGo {
  readonly url: string;
  readonly hookToken: string;
}

/** What Slack saw, times in ms: the last message. */
export interface LoadProcessReadings {
  readonly kind: "readings";
  /** From a question to its acknowledgement. */
  readonly ackMs: readonly number[];
  /** From a question to its answer; a question without one is not among them. */
  readonly answerMs: readonly number[];
  /** Questions without an answer, or with one that says that it did not work. */
  readonly unanswered: readonly string[];
  /** Answers that say that something is missing. */
  readonly partial: number;
  /** From a failure's settling to its message. */
  readonly failureMs: readonly number[];
  /** From the last settling to the last edit of the build's card. */
  readonly finalMs: number;
  /** Requests to the lab while the questions were open, per second. */
  readonly requestsPerSecond: number;
}

const PAGE_MS = 50;
const DAY_MS = 86_400_000;
const JOBS = 100;
const PER_JOB = 50;
const ARRIVING_FOR_MS = 25_000;
const ARRIVE_EVERY_MS = 60;
const EXECUTIONS = Math.floor(ARRIVING_FOR_MS / ARRIVE_EVERY_MS);
const FAILURES = 12;
const SETTLES_AFTER_MS = 1_000;
const ASKED_AFTER_MS = 5_000;
const PEOPLE = 50;
const GIVE_UP_MS = 100_000;
const JOB = "Nightly";
const CHANNEL = "mobile-qa";
const ASKING = "questions";

const lab = await startLabSimulator({ latencyMs: PAGE_MS });
const slack = await startSlackSimulator();
const names = jobNames(JOBS);
lab.putAll(
  generateJobs({
    seed: "load",
    baseUrl: lab.baseUrl,
    jobs: JOBS,
    buildsPerJob: 2,
    executionsPerBuild: PER_JOB / 2,
    withinMs: DAY_MS / 3,
    endMs: Date.now() - 1_800_000,
  }),
);
const people = Array.from({ length: PEOPLE }, (_, index) => `asker-${index + 1}`);
for (const name of people) slack.addUser({ name });
slack.addChannel({ name: ASKING });

process.once("message", (go: LoadProcessGo) => {
  play(go).then(
    (readings) => process.send?.(readings),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit());
process.send?.({
  kind: "ready",
  environment: {
    PERFECTO_URL: lab.baseUrl,
    PERFECTO_SECURITY_TOKEN: lab.token,
    SLACK_BOT_TOKEN: slack.botToken(),
    SLACK_APP_TOKEN: slack.app.appToken,
    SLACK_API_URL: slack.apiUrl,
  },
} satisfies LoadProcessReady);

async function play({ url, hookToken }: LoadProcessGo): Promise<LoadProcessReadings> {
  await slack.command({ user: "quinn", channel: CHANNEL, command: "/perfecto", text: `subscribe ${JOB}` });
  await until(() => slack.channel(CHANNEL).messages.length === 1, "no subscription was made");
  const startMs = Date.now();
  const build = arriving(startMs);
  lab.putAll(build);
  const job = { job: JOB, number: 1, branch: build[0]?.resource.job?.branch };
  await tellCi(url, hookToken, { ...job, state: "started" });
  await wait(startMs + ASKED_AFTER_MS - Date.now());
  const asked = Promise.all(people.map((user, index) => ask(user, questionOf(index))));
  const askedAtMs = Date.now();
  await wait(startMs + ARRIVING_FOR_MS - Date.now());
  await tellCi(url, hookToken, { ...job, state: "finished", expected: build.length });
  const finalAtMs = await until(() => finalEdit(build.length), "the build did not become final");
  const questions = await asked;
  const answers = questions.filter(({ answer }) => answer !== undefined && !answer.includes("did not work"));
  const lastAnswerMs = Math.max(...answers.map(({ answerMs }) => answerMs));
  const lastSettlesAtMs = Math.max(...build.map(settledAt));
  const sent = lab.requests.all.filter(({ atMs }) => atMs >= askedAtMs && atMs < askedAtMs + lastAnswerMs).length;
  return {
    kind: "readings",
    ackMs: questions.map(({ ackMs }) => ackMs),
    answerMs: answers.map(({ answerMs }) => answerMs),
    unanswered: questions.filter((one) => !answers.includes(one)).map(({ words }) => words),
    partial: answers.filter(({ answer }) => answer?.includes("could not be read")).length,
    failureMs: build.filter(isFailure).map((execution) => postedAt(execution.resource.id) - settledAt(execution)),
    finalMs: finalAtMs - lastSettlesAtMs,
    requestsPerSecond: sent / (lastAnswerMs / 1_000),
  };
}

function settledAt({ settlesAtMs }: LabExecution): number {
  return settlesAtMs ?? Infinity;
}

/**
 * A build whose executions show and settle one after the other, its failures at even distances: many in one moment would
 * wait for Slack's limit of about a message a second in a channel (https://docs.slack.dev/apis/web-api/rate-limits).
 */
function arriving(startMs: number): readonly LabExecution[] {
  const build = generateBuild({
    seed: "load",
    baseUrl: lab.baseUrl,
    job: JOB,
    number: 1,
    startMs,
    executions: EXECUTIONS,
    failures: FAILURES,
    speed: 1_000,
  });
  const failures = build.filter(isFailure);
  const others = build.filter((execution) => !isFailure(execution));
  const apart = Math.floor(EXECUTIONS / FAILURES);
  return Array.from({ length: EXECUTIONS }, (_, index) => {
    const next = index % apart === apart - 1 ? (failures.shift() ?? others.shift()) : others.shift();
    if (next === undefined) throw new Error(`a build of ${EXECUTIONS} has only ${index} executions`);
    const visibleAtMs = startMs + index * ARRIVE_EVERY_MS;
    return { ...next, visibleAtMs, settlesAtMs: visibleAtMs + SETTLES_AFTER_MS };
  });
}

function isFailure({ resource }: LabExecution): boolean {
  return resource.status === "FAILED";
}

function questionOf(index: number): string {
  const turn = Math.floor(index / 7);
  const job = names[turn * 3] ?? "";
  const all = [
    `failures last ${24 - turn}h`,
    `runs last ${24 - turn}h by:platform`,
    `builds ${job}`,
    `compare ${job}`,
    `flaky job:${job} last 24h`,
    `jobs ${job.split("-")[0]}*`,
    `trend ${job}`,
  ];
  return all[index % all.length] ?? "";
}

interface Asked {
  readonly words: string;
  readonly ackMs: number;
  readonly answerMs: number;
  readonly answer?: string;
}

async function ask(user: string, words: string): Promise<Asked> {
  const askedAtMs = performance.now();
  const { ackMs, acknowledged } = await slack.command({ user, channel: ASKING, command: "/perfecto", text: words });
  const giveUpMs = askedAtMs + GIVE_UP_MS;
  while (performance.now() < giveUpMs) {
    const seen = slack
      .ephemerals(ASKING, user)
      .filter(({ from }) => from === "app")
      .at(-1);
    if (seen !== undefined && !seen.text.includes("Asking "))
      return {
        words,
        ackMs: acknowledged ? ackMs : Infinity,
        answerMs: performance.now() - askedAtMs,
        answer: seen.text,
      };
    await wait(50);
  }
  return { words, ackMs: acknowledged ? ackMs : Infinity, answerMs: Infinity };
}

/** When the card of the whole build was edited last, once it says that nothing is left to come. */
function finalEdit(executions: number): number | undefined {
  const root = slack.channel(CHANNEL).messages.find(({ text }) => text.includes(`of ${executions} failed`));
  const last = root?.versions.at(-1);
  const isFinal = root !== undefined && slack.channel(CHANNEL).thread(root.ts).length >= FAILURES;
  return isFinal && last?.text.includes("still running") === false ? last.at : undefined;
}

/** When the first message that names an execution came; never where none did. */
function postedAt(executionId: string): number {
  const message = slack
    .channel(CHANNEL)
    .allMessages.find(
      ({ threadTs, versions }) => threadTs !== undefined && JSON.stringify(versions).includes(executionId),
    );
  const version = message?.versions.find((one) => JSON.stringify(one).includes(executionId));
  return version?.at ?? Infinity;
}

async function tellCi(url: string, token: string, body: object): Promise<void> {
  const answer = await fetch(`${url}/hooks/ci`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status !== 202) throw new Error(`the CI hook answered ${answer.status}: ${await answer.text()}`);
}

async function until<T>(look: () => T | undefined | false, otherwise: string): Promise<T> {
  const giveUpMs = Date.now() + GIVE_UP_MS;
  while (Date.now() < giveUpMs) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    await wait(20);
  }
  throw new Error(otherwise);
}
