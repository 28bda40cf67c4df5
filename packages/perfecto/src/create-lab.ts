import { type ExecutionQuery, type Lab, LabError } from "@perfecto-bot/pipeline";
import type { ConnectedLab } from "./connected-lab.ts";
import type { LabOptions } from "./lab-options.ts";
import { createLabLinks } from "./links/create-lab-links.ts";
import { parseLabBase } from "./links/lab-base.ts";
import { createLister } from "./listing/create-lister.ts";
import { createNamesTrial } from "./listing/create-names-trial.ts";
import { executionsQuery } from "./listing/executions-query.ts";
import { findTooLongValue } from "./listing/split-query.ts";
import { createTransport, type JsonAnswer, type Transport } from "./request/create-transport.ts";
import { createTurnstile } from "./request/create-turnstile.ts";
import { describeFailure } from "./request/describe-failure.ts";
import { openConnection } from "./request/open-connection.ts";
import { parseCommandsReport } from "./wire/parse-commands-report.ts";
import { type ExecutionsPage, parseExecutionsPage } from "./wire/parse-executions-page.ts";
import { tallyOddities } from "./wire/tally-oddities.ts";
import type { WireContext } from "./wire/wire-context.ts";

const probeWindowMs = 900_000;
const readAhead = 8;

/**
 * The Smart Reporting client of one lab
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm).
 * Throws a TypeError where the base URL is none. An aborted call rejects with a LabError of kind `unreachable`.
 */
export function createLab(options: LabOptions): ConnectedLab {
  const { id: lab, token, now, onOddity } = options;
  const concurrency = options.concurrency ?? 8;
  const apiVersion = options.apiVersion ?? "v1";
  const base = parseLabBase(options.baseUrl);
  const executionsPath = `/export/api/${apiVersion}/test-executions`;
  const transport = createTransport({
    lab,
    base,
    token,
    concurrency,
    connection: openConnection({
      origin: base.origin,
      token,
      connections: concurrency,
      limits: {
        connectMs: 5_000,
        headersMs: 15_000,
        bodyMs: 30_000,
        totalMs: 45_000,
        questionMs: 12_000,
        ...options.limits,
      },
      userAgent: options.userAgent ?? "perfecto-bot",
    }),
    turnstile: createTurnstile({
      lab,
      budgets: options.budgets,
      budgetsForQuestions: options.budgetsForQuestions ?? options.budgets,
      requestsPerSecond: options.requestsPerSecond ?? 10,
      now,
    }),
    now,
    random: options.random ?? Math.random,
  });

  /** Parses an answer, or rejects where it is JSON of something else. */
  function parse<T>(
    answer: JsonAnswer,
    path: string,
    parser: (value: unknown, context: WireContext) => T | undefined,
  ): T {
    const oddities = tallyOddities();
    const parsed = parser(answer.value, { lab, base, nowMs: answer.answeredAtMs, note: oddities.note });
    oddities.tell(onOddity);
    if (parsed !== undefined) return parsed;
    const fact = "the answer is JSON, but no report";
    throw describeFailure({ kind: "not-json", fact, passing: false }, { lab, address: `${base.url}${path}` });
  }

  async function readPage(get: Transport["get"], query: ExecutionQuery, pageNumber: number, signal?: AbortSignal) {
    const request = {
      path: executionsPath,
      query: executionsQuery(query, pageNumber),
      subject: "executions" as const,
    };
    const answer = await get(request, signal);
    const page: ExecutionsPage = parse(answer, executionsPath, parseExecutionsPage);
    return { page, answeredAtMs: answer.answeredAtMs };
  }

  const trial = createNamesTrial(now);

  function clientBy(get: Transport["get"]): Lab {
    const list = createLister({
      readPage: (query, page, signal) => readPage(get, query, page, signal),
      limits: { maxPages: Math.max(1, options.maxPages ?? 100), readAhead: Math.min(readAhead, concurrency) },
      trial,
      now,
      onOddity,
    });
    return {
      id: lab,
      links: createLabLinks(base),
      listExecutions: async (query, signal) => {
        const tooLong = findTooLongValue(query);
        if (tooLong === undefined) return list(query, signal);
        const fact = `a filter value of ${tooLong.length} characters fits into no request`;
        throw describeFailure(
          { kind: "refused", fact, passing: false },
          { lab, address: `${base.url}${executionsPath}` },
        );
      },
      listCommands: async (executionId, signal) => {
        const path = `${executionsPath}/${encodeURIComponent(executionId.toWellFormed())}/commands`;
        if (/^\.{0,2}$/u.test(executionId)) {
          const fact = `"${executionId}" is no execution id`;
          throw new LabError("not-found", lab, `Lab ${lab}: ${fact}. Check the id.`);
        }
        return parse(await get({ path, query: "", subject: "commands" }, signal), path, parseCommandsReport);
      },
    };
  }

  return {
    ...clientBy(transport.get),
    forQuestions: clientBy(transport.getForQuestion),
    inBackground: clientBy(transport.getInBackground),
    probe: async (signal) => {
      const { page, answeredAtMs } = await readPage(transport.get, { startedFromMs: now() - probeWindowMs }, 1, signal);
      const { labClockMs, tenantId, tokenOwner } = page;
      return {
        apiVersion,
        recentExecutions: page.executions.length,
        ...(labClockMs === undefined ? {} : { clockAheadMs: labClockMs - answeredAtMs }),
        ...(tenantId === undefined ? {} : { tenantId }),
        ...(tokenOwner === undefined ? {} : { tokenOwner }),
      };
    },
    close: transport.close,
  };
}
