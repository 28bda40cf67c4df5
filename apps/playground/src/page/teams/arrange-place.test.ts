import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TeamsMessageView, TeamsNoticeView } from "../../wire/teams-state.ts";
import { arrangePlace, isSameThread, repliesLabel } from "./arrange-place.ts";

const message = (id: string, fields: Partial<TeamsMessageView> = {}): TeamsMessageView => ({
  id,
  placeId: "here",
  fromName: "Perfecto",
  fromBot: true,
  atMs: 1,
  text: "",
  summary: "",
  cardsFor: {},
  versions: 1,
  deleted: false,
  ...fields,
});
const notice = (id: number, fields: Partial<TeamsNoticeView> = {}): TeamsNoticeView => ({
  id,
  userId: "quinn",
  from: "bot",
  text: "Done.",
  messageId: "1",
  ...fields,
});

describe("arrangePlace", () => {
  it("puts replies below their post, wherever they stand, and leaves other places out", () => {
    const messages = [
      message("1"),
      message("2"),
      message("3", { rootId: "1" }),
      message("4", { placeId: "there" }),
      message("5", { rootId: "2" }),
      message("6", { rootId: "1" }),
    ];
    const threads = arrangePlace({ messages, notices: [] }, "here", "quinn");
    expect(threads.map(({ id, root, replies }) => [id, root?.id, ...replies.map((reply) => reply.id)])).toEqual([
      ["1", "1", "3", "6"],
      ["2", "2", "5"],
    ]);
  });

  it("keeps replies whose post is no longer held", () => {
    const [thread] = arrangePlace({ messages: [message("3", { rootId: "1" })], notices: [] }, "here", "quinn");
    expect(thread).toMatchObject({ id: "1", root: undefined, replies: [{ id: "3" }] });
  });

  it("shows a person the newest notice of each message that is theirs", () => {
    const notices = [
      notice(1),
      notice(2, { messageId: "2" }),
      notice(3, { userId: "dana" }),
      notice(4),
      notice(5, { messageId: "elsewhere" }),
    ];
    const messages = [message("1"), message("2", { rootId: "1" })];
    const [thread] = arrangePlace({ messages, notices }, "here", "quinn");
    expect(thread?.notices.map(({ id }) => id)).toEqual([4, 2]);
  });

  it("shows every message of the place once", () => {
    const ids = fc.integer({ min: 1, max: 30 });
    const some = fc.uniqueArray(fc.record({ id: ids, root: fc.option(ids), isHere: fc.boolean() }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(some, (drawn) => {
        const messages = drawn.map(({ id, root, isHere }) =>
          message(String(id), {
            placeId: isHere ? "here" : "there",
            ...(root === null || root === id ? {} : { rootId: String(root) }),
          }),
        );
        const shown = arrangePlace({ messages, notices: [] }, "here", "quinn").flatMap(({ root, replies }) =>
          root === undefined ? replies : [root, ...replies],
        );
        const wanted = messages.filter(({ placeId }) => placeId === "here");
        expect(new Set(shown)).toEqual(new Set(wanted));
        expect(shown).toHaveLength(wanted.length);
      }),
    );
  });
});

describe("isSameThread", () => {
  const root = message("1");
  const reply = message("2", { rootId: "1" });
  const before = arrangePlace({ messages: [root, reply], notices: [] }, "here", "quinn")[0];

  it.each([
    ["nothing", [root, reply], [], true],
    ["another place's message", [root, reply, message("9", { placeId: "there" })], [], true],
    ["an edited post", [{ ...root, versions: 2 }, reply], [], false],
    ["an edited reply", [root, { ...reply, versions: 2 }], [], false],
    ["a new reply", [root, reply, message("3", { rootId: "1" })], [], false],
    ["a notice", [root, reply], [notice(1)], false],
  ])("after %s", (_, messages, notices, same) => {
    const after = arrangePlace({ messages, notices }, "here", "quinn")[0];
    if (before === undefined || after === undefined) throw new Error("There is no thread.");
    expect(isSameThread(before, after)).toBe(same);
  });
});

describe("repliesLabel", () => {
  it.each([
    [["Perfecto"], "1 reply from Perfecto"],
    [["Perfecto", "Perfecto", "Perfecto"], "3 replies from Perfecto"],
    [["Perfecto", "Quinn QA", "Perfecto"], "3 replies from Perfecto and Quinn QA"],
    [["A", "B", "C"], "3 replies from A, B and C"],
  ])("%j", (names, label) => {
    expect(repliesLabel(names.map((fromName, at) => message(String(at), { fromName })))).toBe(label);
  });
});
