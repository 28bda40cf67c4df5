import { once as onceEmitted } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { PlacedPictures } from "../pictures/placed-card.ts";
import { picturedCard } from "../testing/sample-picture.ts";
import { shownFiles } from "../testing/shown-files.ts";
import { respondWithCard } from "./respond-with-card.ts";

type Answer = "shown" | "broken" | { readonly status: number; readonly body: string };

const INVALID: Answer = { status: 404, body: '{"ok":false,"error":"invalid_blocks"}' };
const INVALID_SAID_PLAINLY: Answer = { status: 400, body: "invalid_blocks" };
const USED: Answer = { status: 404, body: '{"ok":false,"error":"used_url"}' };
const TROUBLE: Answer = { status: 503, body: "" };

const manner = { response_type: "ephemeral", replace_original: false } as const;

/** A response_url that gives these answers, one after another, and then takes everything. Keeps in which form a card came. */
async function startResponseUrl(answers: readonly Answer[]) {
  const forms: ("pictures" | "plain" | "text")[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const message: { blocks: object[] } = JSON.parse(Buffer.concat(chunks).toString());
      const answer = answers[forms.length] ?? "shown";
      forms.push(shownFiles(message).length > 0 ? "pictures" : message.blocks.length > 0 ? "plain" : "text");
      if (answer === "broken") response.destroy();
      else if (answer === "shown") response.end("ok");
      else response.writeHead(answer.status).end(answer.body);
    });
  });
  server.listen(0, "127.0.0.1");
  await onceEmitted(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
  return { url: `http://127.0.0.1:${address.port}/commands/x`, forms };
}

function placedPictures(pausesMs: readonly number[]) {
  const told = { forgotten: false };
  const pictures: PlacedPictures = {
    of: () => "F00000001",
    pausesMs,
    forget: () => {
      told.forgotten = true;
    },
  };
  return { placed: { card: picturedCard("trend"), pictures }, told };
}

test.each<[string, readonly Answer[], readonly string[], boolean]>([
  ["taken at once", [], ["pictures"], true],
  ["taken the second time", [INVALID], ["pictures", "pictures"], true],
  ["never taken with pictures", [INVALID, INVALID], ["pictures", "pictures", "plain"], true],
  ["refused in plain words", [INVALID_SAID_PLAINLY, INVALID_SAID_PLAINLY], ["pictures", "pictures", "plain"], true],
  ["refused for its blocks", [INVALID, INVALID, INVALID], ["pictures", "pictures", "plain", "text"], true],
  ["never taken", [INVALID, INVALID, INVALID, INVALID], ["pictures", "pictures", "plain", "text"], false],
  ["refused for another reason", [USED, USED, USED], ["pictures", "plain", "text"], false],
  ["perhaps shown", ["broken"], ["pictures", "plain"], true],
  ["perhaps shown twice", [TROUBLE, "broken"], ["pictures", "plain"], false],
])("a card with new pictures that is %s", async (_, answers, forms, isShown) => {
  const world = await startResponseUrl(answers);
  const { placed } = placedPictures([1, 1, 1]);
  expect(await respondWithCard(world.url, manner, placed, 2)).toBe(isShown);
  expect(world.forms).toEqual(forms);
});

test("files that are not new are tried once; those that Slack refused are forgotten", async () => {
  const world = await startResponseUrl([INVALID]);
  const { placed, told } = placedPictures([]);
  expect(await respondWithCard(world.url, manner, placed, 2)).toBe(true);
  expect(world.forms).toEqual(["pictures", "plain"]);
  expect(told.forgotten).toBe(true);
});

test("where few uses are left there is one try with pictures", async () => {
  const world = await startResponseUrl([INVALID]);
  const { placed } = placedPictures([1, 1, 1]);
  await respondWithCard(world.url, manner, placed, 1);
  expect(world.forms).toEqual(["pictures", "plain"]);
});

test.each<[string, readonly Answer[], readonly string[], boolean]>([
  ["taken", [], ["plain"], true],
  ["refused once", [INVALID], ["plain", "text"], true],
  ["perhaps shown", ["broken"], ["plain", "text"], true],
  ["never taken", [USED, USED], ["plain", "text"], false],
])("a card without pictures that is %s", async (_, answers, forms, isShown) => {
  const world = await startResponseUrl(answers);
  expect(await respondWithCard(world.url, manner, { card: picturedCard("trend") }, 2)).toBe(isShown);
  expect(world.forms).toEqual(forms);
});
