import { isDeepStrictEqual } from "node:util";
import { emptyPicture, type BuildPicture, type JobBuildRef, type RecordedExecution } from "@perfecto-bot/domain";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePicture, diffPicture } from "./picture-codec.ts";

type Hash = Readonly<Record<string, Buffer>>;

const REF: JobBuildRef = { kind: "job", lab: "acme", job: "Nightly", number: 45 };
const EMPTY = emptyPicture(REF);

/** A picture as version 1 wrote it. */
const FORMER: Readonly<Record<string, string>> = {
  revision: "7",
  meta: '{"v":1,"value":{"ref":{"kind":"job","lab":"acme","job":"Nightly","number":45},"reopened":1,"final":{"atMs":9,"reason":"quiet"}}}',
  "e:1":
    '{"v":1,"value":{"execution":{"lab":"acme","id":"1","name":"pays","status":"PASSED","tags":["ios"],"platforms":[],"videos":[],"artifacts":[]},"firstSeenAtMs":1,"answeredAtMs":2,"settledAtMs":3}}',
  "e:__proto__":
    '{"v":1,"value":{"execution":{"lab":"acme","id":"__proto__","name":"refunds","status":"FAILED","tags":[],"platforms":[{"kind":"device","model":"iPhone 15"}],"videos":[],"artifacts":[],"message":"no element"},"firstSeenAtMs":1,"answeredAtMs":2,"enrichment":{"state":"pending","attempts":2}}}',
};

const FORMER_PICTURE: BuildPicture = {
  ref: REF,
  revision: 7,
  reopened: 1,
  final: { atMs: 9, reason: "quiet" },
  executions: new Map<string, RecordedExecution>([
    ["1", { ...record("1", "pays"), settledAtMs: 3 }],
    [
      "__proto__",
      {
        ...record("__proto__", "refunds", {
          status: "FAILED",
          tags: [],
          platforms: [{ kind: "device", model: "iPhone 15" }],
          message: "no element",
        }),
        enrichment: { state: "pending", attempts: 2 },
      },
    ],
  ]),
};

function record(id: string, name: string, parts: Partial<RecordedExecution["execution"]> = {}): RecordedExecution {
  const lists = { tags: ["ios"], platforms: [], videos: [], artifacts: [] };
  return {
    execution: { lab: "acme", id, name, status: "PASSED", ...lists, ...parts },
    firstSeenAtMs: 1,
    answeredAtMs: 2,
  };
}

function bytes(fields: Readonly<Record<string, string>>): Hash {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Buffer.from(value)]));
}

/** The hash after a change was written into it. */
function write(hash: Hash, before: BuildPicture, after: BuildPicture): Hash {
  const { meta, written, removed } = diffPicture(before, after);
  const kept = Object.entries(hash).filter(([name]) => !removed.includes(name));
  const head = bytes({ meta, revision: String(after.revision) });
  return { ...Object.fromEntries(kept), ...head, ...Object.fromEntries(written) };
}

const text = fc.string({ unit: "binary" });
const ID = fc.oneof(text, fc.uuid(), fc.constantFrom("__proto__", "constructor", "revision", "meta", "b:0", "e:1"));
/** Members of a later version, as they come out of JSON, which has no −0. */
const unknown = fc
  .dictionary(text, fc.jsonValue(), { noNullPrototype: true, maxKeys: 3 })
  .map((members): object => JSON.parse(JSON.stringify(members)));
const RECORDED = fc
  .record({
    name: text,
    status: fc.constantFrom("PASSED", "FAILED"),
    message: text,
    tags: fc.array(text),
    unknown,
    deep: unknown,
  })
  .map(({ name, status, message, tags, unknown: outer, deep }): RecordedExecution => {
    const own = status === "FAILED" ? { message } : {};
    const known = record("", name, { status, tags, ...own });
    return { ...outer, ...known, execution: { ...deep, ...known.execution } };
  });

/** Up to some hundred executions, so that the number of buckets grows and shrinks between two of them. */
const PICTURE = fc
  .record({ entries: fc.array(fc.tuple(ID, RECORDED), { maxLength: 12 }), plain: fc.nat({ max: 150 }), meta: unknown })
  .map(({ entries, plain, meta }): BuildPicture => {
    const padding = Array.from({ length: plain }, (_, index) => [`e${index}`, record(`e${index}`, "pays")] as const);
    return { ...meta, ...EMPTY, executions: new Map([...padding, ...entries]) };
  });

/** Whether two pictures are equal to the last member. The order of a map does not count: a hash has none. */
function same(read: BuildPicture | undefined, saved: BuildPicture): boolean {
  return isDeepStrictEqual(read, saved);
}

describe("diffPicture and decodePicture", () => {
  it("give back every picture of a row of changes, with members they do not know", () => {
    fc.assert(
      fc.property(fc.array(PICTURE, { minLength: 1, maxLength: 4 }), (pictures) => {
        let hash: Hash = {};
        let before: BuildPicture = EMPTY;
        for (const [index, picture] of pictures.entries()) {
          const after = { ...picture, revision: index + 1 };
          hash = write(hash, before, after);
          const read = decodePicture(hash, "k");
          expect(same(read, after)).toBe(true);
          before = read ?? EMPTY;
        }
      }),
      { numRuns: 60 },
    );
  });

  it("go on with a picture of version 1, whatever changes in it", () => {
    fc.assert(
      fc.property(PICTURE, PICTURE, fc.boolean(), (first, second, keeps) => {
        const before = { ...first, revision: 1 };
        const { revision, meta } = bytes({ revision: "1", meta: JSON.stringify({ v: 1, value: EMPTY }) });
        const fields = [...before.executions].map(([id, value]) => [
          `e:${id}`,
          Buffer.from(JSON.stringify({ v: 1, value })),
        ]);
        const old: Hash = { ...Object.fromEntries(fields), revision, meta };
        const some = [...second.executions].slice(-3);
        const kept = keeps ? [...before.executions].slice(1) : [];
        const after = { ...second, revision: 2, executions: new Map([...kept, ...some]) };
        const mixed = write(old, before, after);
        expect(same(decodePicture(mixed, "k"), after)).toBe(true);
        const last = { ...after, revision: 3, executions: new Map([...after.executions].slice(2)) };
        expect(same(decodePicture(write(mixed, after, last), "k"), last)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("write what changed in their buckets, and nothing where nothing did", () => {
    const executions = new Map(Array.from({ length: 500 }, (_, index) => [`e${index}`, record(`e${index}`, "pays")]));
    const before = { ...EMPTY, revision: 1, executions };
    const copies = new Map([...executions].map(([id, value]) => [id, structuredClone(value)]));
    expect(diffPicture(before, { ...before, executions: copies })).toMatchObject({
      changed: [],
      written: [],
      removed: [],
    });
    const changed = new Map([...copies, ["e7", record("e7", "refunds")]] as const);
    const change = diffPicture(before, { ...before, executions: changed });
    expect(change.changed).toEqual(["e7"]);
    expect(change.written.map(([field]) => field)).toEqual(["b:15"]);
    const fewer = new Map([...executions].filter(([id]) => id !== "e7"));
    expect(diffPicture(before, { ...before, executions: fewer })).toMatchObject({
      changed: [],
      written: [["b:15", expect.any(Buffer)]],
      removed: ["e:e7"],
    });
  });
});

describe("decodePicture", () => {
  it("reads what version 1 wrote", () => {
    expect(decodePicture(bytes(FORMER), "k")).toStrictEqual(FORMER_PICTURE);
  });

  it.each([
    ["meta", '{"v":3,"value":{}}'],
    ["meta", '{"v":"2","value":{}}'],
    ["e:1", '{"v":2,"value":{}}'],
    ["e:1", "no JSON"],
    ["b:0", "\u0003"],
    ["b:0", ""],
    ["b:0", "\u0002no deflated text"],
  ])("refuses another version, or something else, in %s: %j", (field, value) => {
    expect(() => decodePicture(bytes({ ...FORMER, [field]: value }), "k")).toThrow(
      expect.objectContaining({ name: "SetAsideError", value: expect.objectContaining({ key: "k" }) }),
    );
  });

  it("knows a hash that is no picture", () => {
    expect(decodePicture({}, "k")).toBeUndefined();
  });
});
