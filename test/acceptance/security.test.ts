import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { typedPassword, type LabExecution, type WireStep } from "@perfecto-bot/simulators/lab";
import { Redis } from "ioredis";
import { describe, expect, test, vi, type TestContext } from "vitest";
import { askBot, subscribe } from "./ask-bot.ts";
import { expectWholeBuild } from "./expect-whole-build.ts";
import { putBuild } from "./put-build.ts";
import { messageText } from "./read-messages.ts";
import { redisContents } from "./redis-contents.ts";
import { startServiceProcess, type ServiceProcess } from "./service-process.ts";
import { startSlackWorld, startSurroundings, type SlackWorld, type Transport } from "./slack-world.ts";

const PATIENCE = { timeout: 90_000, interval: 50 };
const ENDING_MS = 30_000;
const MAIN = fileURLToPath(new URL("../../apps/bot/src/main.ts", import.meta.url));

/** Nobody but the two ends may ever read these. */
const LAB_TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJsYWIiOiJzZWNyZXQifQ.lab-token-signature";
const ENCRYPTION_KEY = Buffer.alloc(32, 42).toString("base64");
const PASSWORD = "Hunter2-is-not-enough";
const DEVICE = { imei: "356938035643809", imsi: "262011234567890", phoneNumber: "+491701234567" };

async function ownWorld({ onTestFinished }: TestContext, transport: Transport): Promise<SlackWorld> {
  const world = await startSlackWorld(transport, undefined, {
    lab: { token: LAB_TOKEN },
    environment: () => ({ ENCRYPTION_KEY }),
  });
  onTestFinished(world.end, ENDING_MS);
  return world;
}

describe.concurrent("requests that pretend to be Slack's", () => {
  test("forged, replayed, stale and future-dated ones are refused; a good one works", async (context) => {
    const world = await ownWorld(context, "http");
    const body = new URLSearchParams({
      command: "/perfecto",
      text: "subscribe Forged",
      team_id: "T0SIMULATED",
      user_id: "U00000QUINN",
      channel_id: world.slack.channel("mobile-qa").id,
      trigger_id: "1.2.3",
    }).toString();
    const nowS = Math.floor(Date.now() / 1000);
    const send = async (wishes: { timestampS?: number; secret?: string }, change = (text: string) => text) => {
      const contentType = "application/x-www-form-urlencoded";
      const signed = world.slack.signedRequest({ body, contentType, ...wishes });
      const response = await fetch(`${world.service.url}/slack/events`, { ...signed, body: change(signed.body) });
      await response.text();
      return response.status;
    };
    expect(await send({ secret: "not the signing secret" })).toBe(401);
    expect(await send({ timestampS: nowS - 6 * 60 })).toBe(401);
    expect(await send({ timestampS: nowS + 6 * 60 })).toBe(401);
    expect(await send({ timestampS: nowS + 24 * 3600 })).toBe(401);
    expect(await send({}, (text) => text.replace("Forged", "Changed"))).toBe(401);
    const unsigned = await fetch(`${world.service.url}/slack/events`, { method: "POST", body });
    expect(unsigned.status).toBe(401);
    expect(await askBot(world, "mobile-qa", "subscriptions")).not.toContain("Forged");

    expect(await send({ timestampS: nowS - 60 })).toBe(200);
    await vi.waitFor(
      async () => expect(await askBot(world, "mobile-qa", "subscriptions")).toContain("Forged"),
      PATIENCE,
    );
    expect(await send({ timestampS: nowS - 60 })).toBe(401);
  });

  test("wrong tokens of the CI hook are refused, and soon no longer looked at", async (context) => {
    const world = await ownWorld(context, "http");
    const post = async (token: string | undefined) => {
      const response = await fetch(`${world.service.url}/hooks/ci`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ job: "Nightly", number: 1, state: "started" }),
      });
      await response.text();
      return response.status;
    };
    expect(await post(world.environment["CI_HOOK_TOKEN"])).toBe(202);
    expect(await post(undefined)).toBe(401);
    const statuses: number[] = [];
    for (let tried = 0; tried < 40; tried += 1) statuses.push(await post(`guess-${tried}`));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe.concurrent("secrets during a whole build", () => {
  test.for<Transport>(["socket", "http"])("in %s mode nobody reads any", async (transport, context) => {
    const world = await ownWorld(context, transport);
    const { slack, lab, service, environment } = world;
    const foreign = await countingServer(context);
    await subscribe(world, "mobile-qa", "Nightly");
    const build = putBuild(world, { job: "Nightly", executions: 12, failures: 3, causes: 3 }).map((execution) =>
      withSecrets(execution, foreign.url),
    );
    lab.putAll(build);
    lab.faults.add({
      match: "api",
      after: 6,
      times: 3,
      behave: { kind: "redirect", location: `${foreign.url}/export/api/v1/test-executions` },
    });
    lab.faults.add({ match: "api", after: 12, times: 2, behave: { kind: "status", status: 500 } });
    lab.faults.add({
      match: "api",
      after: 16,
      behave: { kind: "error-array", userMessage: `Failed decoding the offline token: ${LAB_TOKEN}` },
    });
    await expectWholeBuild(slack, "mobile-qa", build);
    const answers: string[] = [];
    for (const words of ["status", "subscriptions", "why Nightly 7", "help"])
      answers.push(await askBot(world, "mobile-qa", words));
    for (const path of ["/metrics", "/readyz", "/healthz", "/nothing-here"])
      answers.push(await (await fetch(service.url + path)).text());

    const redis = new Redis(world.redis.url);
    context.onTestFinished(() => redis.disconnect());
    const places = new Map([
      ["the log", world.logged.join("")],
      ["messages", JSON.stringify(slack.channels().flatMap(({ allMessages }) => allMessages))],
      ["what was sent to Slack", JSON.stringify(slack.requests)],
      ["answers", answers.join("\n")],
      ["Redis", await redisContents(redis)],
    ]);
    const given = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "CI_HOOK_TOKEN"];
    const secrets = [
      LAB_TOKEN,
      ENCRYPTION_KEY,
      ...given.flatMap((name) => environment[name] ?? []),
      PASSWORD,
      typedPassword,
      ...Object.values(DEVICE),
    ];
    const found = [...places].flatMap(([place, text]) =>
      secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${place}`),
    );
    expect(found).toEqual([]);
    // Whoever looks for secrets in packed texts must see the texts.
    const unseen = build.map(({ resource }) => resource.id).filter((id) => !places.get("Redis")?.includes(id));
    expect(unseen).toEqual([]);
    expect(world.logged.join("")).toContain('"level":20');
    expect(foreign.requests).toEqual([]);
    const shown = slack.channel("mobile-qa").allMessages.map(messageText).join("\n");
    expect(shown).toContain("Login failed: password=[struck out]");
    expect(shown).not.toContain(foreign.url);
  });
});

describe.concurrent("the process", () => {
  test("with an empty environment prints all problems together and ends with code 2", async () => {
    const service = startServiceProcess({});
    expect(await service.exited).toBe(2);
    for (const name of ["PERFECTO_CLOUD", "PERFECTO_SECURITY_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
      expect(service.output()).toContain(name);
  });

  test("takes every secret from a file", async (context) => {
    const surroundings = await startSurroundings("http", { lab: { token: LAB_TOKEN } });
    context.onTestFinished(surroundings.stop, ENDING_MS);
    const directory = await mkdtemp(join(tmpdir(), "perfecto-bot-secrets-"));
    context.onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const names = ["PERFECTO_SECURITY_TOKEN", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "REDIS_URL", "CI_HOOK_TOKEN"];
    const environment: Record<string, string> = {};
    for (const [name, value] of Object.entries(surroundings.environment)) {
      if (!names.includes(name)) environment[name] = value;
      else {
        environment[`${name}_FILE`] = join(directory, name);
        await writeFile(join(directory, name), `${value}\n`);
      }
    }
    const service = startServiceProcess(environment);
    context.onTestFinished(service.kill);
    await ready(surroundings.environment);
    await surroundings.slack.command({
      user: "quinn",
      channel: "mobile-qa",
      command: "/perfecto",
      text: "subscribe Nightly",
    });
    const build = putBuild(surroundings, { job: "Nightly" });
    await expectWholeBuild(surroundings.slack, "mobile-qa", build);
    expect(service.output()).not.toContain("cannot be polled");
  });

  test("refuses bodies of 10 MB with 413 on every route, without growing by them", async (context) => {
    const surroundings = await startSurroundings("http");
    context.onTestFinished(surroundings.stop, ENDING_MS);
    const service: ServiceProcess = startServiceProcess(surroundings.environment);
    context.onTestFinished(service.kill);
    const url = await ready(surroundings.environment);
    const authorization = `authorization: Bearer ${surroundings.environment["CI_HOOK_TOKEN"]}\r\n`;
    const routes = [
      ["/slack/events", ""],
      ["/hooks/ci", authorization],
    ] as const;
    expect(await announceLarge(url)).toContain(" 413 ");
    const seen = new Set<string>();
    const pour = async (rounds: number) => {
      for (let round = 0; round < rounds; round += 1)
        for (const [path, headers] of routes) seen.add(`${path} ${await pourLarge(url, path, headers)}`);
      return residentBytes(url);
    };
    // The first few fill the buffers that Node.js keeps.
    const before = await pour(10);
    const after = await pour(20);
    const refusals = routes.flatMap(([path]) => [`${path} 413`, `${path} cut off`]);
    expect(refusals).toEqual(expect.arrayContaining([...seen]));
    expect([...seen]).toContain("/hooks/ci 413");
    console.log(`${Math.round(before / 1e6)} MB resident, then ${Math.round(after / 1e6)} MB after 40 bodies, 400 MB`);
    expect(after - before).toBeLessThan(60_000_000);
  });
});

describe.concurrent("the doctor", () => {
  test.for([
    { name: "good credentials", change: {}, code: 0, says: "All is well" },
    {
      name: "bad credentials",
      change: {
        PERFECTO_SECURITY_TOKEN: "bad-lab-token-0123456789",
        SLACK_BOT_TOKEN: "xoxb-bad-bot-token-0123456789",
        SLACK_APP_TOKEN: "xapp-bad-app-token-0123456789",
        REDIS_URL: "redis://:bad-redis-password@127.0.0.1:1",
      },
      code: 1,
      says: "attention",
    },
  ])("with $name: says so, and no secret", async ({ change, code, says }, context) => {
    const surroundings = await startSurroundings("socket", { lab: { token: LAB_TOKEN } });
    context.onTestFinished(surroundings.stop, ENDING_MS);
    const environment: Record<string, string> = { ...surroundings.environment, ENCRYPTION_KEY, ...change };
    const child = spawn(process.execPath, [MAIN, "doctor"], {
      env: { PATH: process.env["PATH"] ?? "", ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data: Buffer) => (output += data.toString()));
    const [exitCode] = await once(child, "close");
    expect(output).toContain(says);
    expect(exitCode).toBe(code);
    const names = ["PERFECTO_SECURITY_TOKEN", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "CI_HOOK_TOKEN", "ENCRYPTION_KEY"];
    for (const name of names) expect(output).not.toContain(environment[name]);
    expect(output).not.toContain("bad-redis-password");
  });
});

/** A failure that tells everything it should not, and links to another host. */
function withSecrets(execution: LabExecution, foreignUrl: string): LabExecution {
  const { resource } = execution;
  const platforms = (resource.platforms ?? []).map((platform) => ({
    ...platform,
    ...(platform.mobileInfo === undefined ? {} : { mobileInfo: { ...platform.mobileInfo, ...DEVICE } }),
  }));
  if (resource.status !== "FAILED") return { ...execution, resource: { ...resource, platforms } };
  const message = `Login failed: password=${PASSWORD}, securityToken: ${LAB_TOKEN}`;
  const steps = (): readonly WireStep[] => {
    const before = typeof execution.steps === "function" ? execution.steps() : (execution.steps ?? []);
    return before.map((step) => ({
      ...step,
      commands:
        step.commands?.map((command) => (command.status === "FAILURE" ? { ...command, message } : command)) ?? [],
    }));
  };
  return {
    ...execution,
    steps,
    resource: {
      ...resource,
      platforms,
      message,
      reportURL: `${foreignUrl}/reporting/test/1`,
      artifacts: [{ type: "DEVICE_LOGS", path: `${foreignUrl}/device.log`, zipped: false }],
    },
  };
}

/** Another origin that hopes to be asked. */
async function countingServer({ onTestFinished }: TestContext) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end("[]");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the other origin has no TCP address");
  return { url: `http://127.0.0.1:${address.port}`, requests };
}

async function ready({ PORT }: Readonly<Record<string, string>>): Promise<string> {
  const url = `http://127.0.0.1:${PORT}`;
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), PATIENCE);
  return url;
}

async function residentBytes(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)?.[1]);
}

const LARGE_BYTES = 10_000_000;

function openRequest(url: string, path: string, headers: string, framing: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}${framing}\r\n\r\n`);
  return socket;
}

/** Announces 10 MB to Slack's route without sending them, and resolves to the first line of the answer. */
async function announceLarge(url: string): Promise<string> {
  const socket = openRequest(url, "/slack/events", "", `content-length: ${LARGE_BYTES}`);
  const [head] = await once(socket, "data");
  socket.destroy();
  return String(head).split("\r\n")[0] ?? "";
}

/** Sends 10 MB in one chunk. Whoever refuses them may cut the connection before the answer is read. */
async function pourLarge(url: string, path: string, headers: string): Promise<string> {
  const socket = openRequest(url, path, headers, "transfer-encoding: chunked");
  const answered = new Promise<string>((resolve) => {
    socket.on("data", (data: Buffer) => resolve(/^HTTP\/1\.1 (\d+)/.exec(data.toString())?.[1] ?? "no HTTP"));
    socket.on("close", () => resolve("cut off"));
  });
  socket.write(`${LARGE_BYTES.toString(16)}\r\n`);
  socket.write(Buffer.alloc(LARGE_BYTES, "1"));
  socket.write("\r\n0\r\n\r\n");
  const status = await answered;
  socket.destroy();
  return status;
}
