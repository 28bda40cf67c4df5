import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { startTeamsSimulator } from "@perfecto-bot/simulators/teams";
import { expect, it, onTestFinished } from "vitest";
import { objectsOf, textOf } from "../../draw/read-json.ts";
import { findPicture, lightenCard } from "./teams-pictures.ts";

const png = (fill: number): string => `data:image/png;base64,${Buffer.alloc(900, fill).toString("base64")}`;
const image = (url: string): JsonObject => ({ type: "Image", url, altText: "Pass rate" });
const cardOf = (...body: JsonObject[]): JsonObject => ({ type: "AdaptiveCard", version: "1.5", body });
const message = { conversationId: "19:qa@thread.tacv2;messageid=1", id: "17" };
const markIn = (card: JsonObject): string => textOf(objectsOf(card["body"])[0]?.["url"]).split("/").at(-1) ?? "";

it("takes the bytes of pictures out of a card, wherever they are", () => {
  const given = cardOf({ type: "Container", items: [image(png(1)), { type: "TextBlock", text: png(2).slice(0, 90) }] });
  const light = lightenCard(given, message);
  expect(light).toEqual(
    cardOf({
      type: "Container",
      items: [
        image(expect.stringMatching(/^\/api\/teams\/pictures\/19%3Aqa%40thread.tacv2\/17\/[\w-]{22}$/)),
        { type: "TextBlock", text: png(2).slice(0, 90) },
      ],
    }),
  );
  expect(JSON.stringify(given)).toContain(png(1));
  expect(lightenCard(given, message)).toBe(light);
});

it("marks a picture by what it is", () => {
  const marks = [png(1), png(1), png(2)].map((url) => markIn(lightenCard(cardOf(image(url)), message)));
  expect(marks[0]).toBe(marks[1]);
  expect(marks[0]).not.toBe(marks[2]);
});

it("leaves a card without pictures as it is", () => {
  const card = cardOf(image("https://x.example/a.png"), image("data:image/gif;base64,R0lGOD"), {
    type: "TextBlock",
    text: "data:image/svg+xml;base64," + "A".repeat(900),
  });
  expect(lightenCard(card, message)).toBe(card);
});

it("finds a picture of any version, and of what one person alone sees", async () => {
  const teams = await startTeamsSimulator({ authentication: false, rateLimits: false });
  onTestFinished(() => teams.stop());
  await teams.install({ team: "Mobile" });
  const place = encodeURIComponent(teams.channel("nightly").id);
  const send = (method: string, path: string, card: JsonObject) =>
    fetch(`${teams.serviceUrl}v3/conversations/${place}/activities${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        type: "message",
        attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: card }],
      }),
    });
  await send("POST", "", cardOf(image(png(1))));
  const [posted] = teams.messages();
  if (posted === undefined) throw new TypeError("nothing was posted");
  await send("PUT", `/${posted.id}`, cardOf(image(png(2))));
  posted.views.set(teams.user("Quinn QA").id, cardOf(image(png(3))));
  for (const fill of [1, 2, 3]) {
    const picture = findPicture(posted, markIn(lightenCard(cardOf(image(png(fill))), posted)));
    expect([picture?.contentType, picture?.bytes]).toEqual(["image/png", Buffer.alloc(900, fill)]);
  }
  expect(findPicture(posted, markIn(lightenCard(cardOf(image(png(4))), posted)))).toBeUndefined();
});
