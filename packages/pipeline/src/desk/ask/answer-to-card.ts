import {
  buildAnswer,
  BUILDS_PER_PAGE,
  buildsAnswer,
  compareAnswer,
  executionsAnswer,
  FLAKY_PER_PAGE,
  flakyAnswer,
  groupsAnswer,
  JOBS_PER_PAGE,
  jobsAnswer,
  nothingFoundAnswer,
  ROWS_PER_PAGE,
  testAnswer,
  trendAnswer,
  type AnswerActions,
  type AnswerFrame,
  type Card,
  type ComparedBuild,
} from "@perfecto-bot/cards";
import { buildLabel, patternWords, shortBuildLabel, type AskContext, type BuildRef } from "@perfecto-bot/domain";
import type {
  Answer,
  AnsweredBuild,
  BuildAnswer,
  CompareAnswer,
  JobsAnswer,
  RunsAnswer,
  TestAnswer,
} from "./answer.ts";
import { printCursor } from "./answer-cursor.ts";
import { buildLine } from "./build-line.ts";
import { cardCoverage } from "./card-coverage.ts";
import { isEmpty } from "./is-empty.ts";
import { pageOf, type Page } from "./page-of.ts";
import { troubleCard } from "./trouble-card.ts";

/** How an answer is shown. */
export interface Showing {
  readonly context: AskContext;
  /** How commands begin here. */
  readonly prefix: string;
  /** From 1. */
  readonly page: number;
  /** The id of the answer's note; without it there are no buttons that need one. */
  readonly noteId?: string;
  /** Whether there is something to subscribe to. */
  readonly canSubscribe: boolean;
}

/** An answer as a card. Where nothing is known, the card says why; where nothing was found, what to ask instead. */
export function answerToCard(answer: Answer, showing: Showing): Card {
  const trouble = troubleCard(answer, showing);
  if (trouble !== undefined) return trouble;
  return isEmpty(answer) ? emptyCard(answer, showing) : fullCard(answer, showing);
}

function emptyCard(answer: Answer, { context, prefix }: Showing): Card {
  const { question, labs, examined, nearestJob } = answer;
  return nothingFoundAnswer({
    understoodAs: answer.understoodAs,
    coverage: cardCoverage(answer.coverage, false),
    actions: {},
    question,
    context,
    searched: { labs, executions: examined },
    ...(nearestJob === undefined ? {} : { nearestJob }),
    prefix,
  });
}

function fullCard(answer: Answer, showing: Showing): Card {
  switch (answer.verb) {
    case "failures":
    case "runs":
      return runsCard(answer, showing);
    case "build":
      return buildCard(answer, showing);
    case "builds": {
      const page = pageOf(answer.builds, BUILDS_PER_PAGE, showing.page);
      const { job } = answer.question;
      const skip = (page.number - 1) * BUILDS_PER_PAGE;
      return buildsAnswer({ ...frame(answer, showing, true, page), job, builds: answer.builds.map(buildLine), skip });
    }
    case "compare":
      return compareCard(answer, showing);
    case "test":
      return testCard(answer, showing);
    case "jobs":
      return jobsCard(answer, showing);
    case "flaky": {
      const page = pageOf(answer.findings.tests, FLAKY_PER_PAGE, showing.page);
      const skip = (page.number - 1) * FLAKY_PER_PAGE;
      return flakyAnswer({ ...frame(answer, showing, false, page), findings: answer.findings, skip });
    }
    case "trend": {
      const { question, rates, buildUrls } = answer;
      const by = question.by === undefined ? {} : { by: question.by };
      return trendAnswer({
        ...frame(answer, showing, false),
        job: patternWords(question.job),
        rates,
        ...by,
        buildUrls,
      });
    }
  }
}

function runsCard(answer: RunsAnswer, showing: Showing): Card {
  const { verb, question, counts, rows, groups, map } = answer;
  if (question.by !== undefined && groups !== undefined)
    return groupsAnswer({
      ...frame(answer, showing, false),
      verb,
      by: question.by,
      counts,
      groups,
      ...(map === undefined ? {} : { map }),
    });
  const page = pageOf(rows, ROWS_PER_PAGE, showing.page);
  const behind = page.behind + Math.max(0, answer.total - rows.length);
  return executionsAnswer({ ...frame(answer, showing, false, page), verb, counts, rows: page.rows, behind });
}

function buildCard(answer: BuildAnswer, showing: Showing): Card {
  const { build } = answer;
  if (build === undefined) return emptyCard(answer, showing);
  return buildAnswer({
    ...frame(answer, showing, true),
    build: {
      ref: build.ref,
      verdict: build.verdict,
      attempt: build.attempt,
      final: build.final,
      reopened: build.reopened,
      ci: build.ci,
      usualTotal: undefined,
      // Who muted what elsewhere is nobody's business, and who asks wants to see what they muted.
      muted: 0,
      mutedElsewhere: 0,
      before: undefined,
      libraryUrl: build.url ?? "",
    },
  });
}

function compareCard(answer: CompareAnswer, showing: Showing): Card {
  const { base, other, comparison } = answer;
  if (base === undefined || other === undefined || comparison === undefined) return emptyCard(answer, showing);
  return compareAnswer({
    ...frame(answer, showing, true),
    base: comparedBuild(base),
    other: comparedBuild(other),
    comparison,
  });
}

function testCard(answer: TestAnswer, showing: Showing): Card {
  const { execution, commands, history, build, others } = answer;
  if (execution === undefined) return emptyCard(answer, showing);
  const url = build?.url === undefined ? {} : { url: build.url };
  return testAnswer({
    ...frame(answer, showing, true),
    execution,
    commands,
    history,
    ...(build === undefined ? {} : { build: { label: buildLabel(build.ref), ...url } }),
    others,
  });
}

function jobsCard(answer: JobsAnswer, showing: Showing): Card {
  const { jobs } = answer;
  const page = pageOf(jobs, JOBS_PER_PAGE, showing.page);
  return jobsAnswer({
    ...frame(answer, showing, false, page),
    jobs: page.rows.map(({ lab, job, last }) => ({
      lab,
      job,
      ...(last === undefined ? {} : { last: buildLine(last) }),
    })),
    total: jobs.length,
    failing: jobs.filter(({ last }) => last !== undefined && last.counts.failed > 0).length,
    behind: page.behind,
  });
}

function frame(answer: Answer, showing: Showing, saysSource: boolean, page?: Page<unknown>): AnswerFrame {
  return {
    understoodAs: answer.understoodAs,
    coverage: cardCoverage(answer.coverage, saysSource),
    actions: actions(showing, page),
    ...(page === undefined ? {} : { page: { number: page.number, of: page.of } }),
  };
}

function actions({ noteId, canSubscribe }: Showing, page: Page<unknown> | undefined): AnswerActions {
  if (noteId === undefined) return {};
  const number = page?.number ?? 1;
  const at = (wanted: number): string => printCursor({ id: noteId, page: wanted });
  return {
    ...(page !== undefined && page.number < page.of ? { more: at(number + 1) } : {}),
    ...(number > 1 ? { first: at(1) } : {}),
    share: at(number),
    ...(canSubscribe ? { subscribe: at(number) } : {}),
  };
}

function comparedBuild({ ref, url }: AnsweredBuild): ComparedBuild {
  return { label: buildLabel(ref), short: shortLabel(ref), ...(url === undefined ? {} : { url }) };
}

function shortLabel(ref: BuildRef): string {
  return shortBuildLabel(ref);
}
