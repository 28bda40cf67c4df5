import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { Secret } from "@perfecto-bot/domain";
import type { LabError } from "@perfecto-bot/pipeline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConnectedLab } from "./connected-lab.ts";
import { createLab } from "./create-lab.ts";
import type { LabOptions } from "./lab-options.ts";
import { failureOf } from "./testing/failure-of.ts";
import { type HttpAnswers, sendJson, startHttpAnswers } from "./testing/start-http-answers.ts";
import { noonMs } from "./testing/wire-context.ts";

const token = "eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiJlYjY0ODctbTdjOSJ9.c2lnbmF0dXJl";
let server: HttpAnswers;
let lab: ConnectedLab;

const connect = (more: Partial<LabOptions> = {}) =>
  createLab({
    id: "demo",
    baseUrl: server.baseUrl,
    token: new Secret(token),
    now: () => noonMs,
    random: () => 0,
    ...more,
  });

beforeEach(async () => {
  server = await startHttpAnswers();
  lab = connect();
});
afterEach(async () => {
  await lab.close();
  await server.stop();
});

/** Every way of showing an error that shows the token, or the beginning of it. */
function leaksIn(error: LabError): readonly string[] {
  const shown = [error.message, String(error), error.stack ?? "", JSON.stringify(error), inspect(error, { depth: 9 })];
  return shown.filter((text) => text.includes(token.slice(0, 20)));
}

describe("the token", () => {
  it("never follows a redirect, to another origin or its own", async () => {
    const elsewhere = await startHttpAnswers();
    for (const [status, location] of [
      [301, `${elsewhere.baseUrl}/x`],
      [302, `${elsewhere.baseUrl}/x?token=${token}`],
      [303, "/login"],
      [307, `//127.0.0.1:1/${token}`],
      [308, "not a : url"],
    ] as const) {
      server.answer((_request, response) => response.writeHead(status, { location }).end());
      const before = server.requests.length;
      const error = await failureOf(lab.listExecutions({}));
      expect(error.kind).toBe("not-json");
      expect(leaksIn(error)).toEqual([]);
      expect(server.requests.length).toBe(before + 1);
    }
    expect(elsewhere.requests).toHaveLength(0);
    await elsewhere.stop();
  });

  it("does not show in any error, even where the lab repeats it", async () => {
    const answers: ((response: ServerResponse) => void)[] = [
      (response) => sendJson(response, [{ userMessage: `Failed decoding the offline token: ${token}` }], 500),
      (response) => sendJson(response, [{ userMessage: `${"x".repeat(230)}${token}` }], 400),
      (response) => sendJson(response, { userMessage: token }),
      (response) => response.end(`<html>${token}</html>`),
      (response) => response.writeHead(200, { "content-length": 99 }).write(token, () => response.destroy()),
      (response) => response.socket?.end(`HTTP/1.1 999 ${token}\r\nbad header ${token}\r\n\r\n`),
      (response) => response.destroy(),
    ];
    for (const answer of answers) {
      server.answer((_request, response) => answer(response));
      expect(leaksIn(await failureOf(lab.listExecutions({})))).toEqual([]);
      expect(leaksIn(await failureOf(lab.listCommands("x")))).toEqual([]);
    }
  });

  it("does not show in the client itself", () => {
    expect(inspect(lab, { depth: 9, showHidden: true })).not.toContain(token);
    expect(JSON.stringify(lab)).not.toContain(token);
  });

  it("that no header can carry is refused without a request", async () => {
    await lab.close();
    lab = connect({ token: new Secret("two\nlines-of-token") });
    const error = await failureOf(lab.listExecutions({}));
    expect(error.kind).toBe("token-refused");
    expect(inspect(error)).not.toContain("lines-of-token");
    expect(server.requests).toHaveLength(0);
  });
});
