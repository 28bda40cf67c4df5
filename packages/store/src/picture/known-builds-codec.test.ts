import * as fc from "fast-check";
import { expect, it } from "vitest";
import { decodeKnownBuilds, encodeKnownBuilds } from "./known-builds-codec.ts";

const build = fc.record(
  {
    key: fc.string({ unit: "binary" }),
    startedAtMs: fc.integer(),
    number: fc.nat(),
    branch: fc.string({ unit: "binary", minLength: 1 }),
    moving: fc.constant(true as const),
  },
  { requiredKeys: ["key", "startedAtMs"] },
);

it("gives back every list of builds, with what is absent absent", () => {
  fc.assert(
    fc.property(fc.array(build, { maxLength: 5 }), fc.nat(), (builds, revision) => {
      const fields = [`${revision}`, encodeKnownBuilds(builds)];
      expect(decodeKnownBuilds(fields, "k")).toStrictEqual({ revision, builds: builds.map((one) => ({ ...one })) });
    }),
  );
});

it("reads what was written before builds could be moving", () => {
  const text = '{"v":1,"value":[["a",5,45,"main"],["b",6,null,null]]}';
  expect(decodeKnownBuilds(["3", text], "k")).toStrictEqual({
    revision: 3,
    builds: [
      { key: "a", startedAtMs: 5, number: 45, branch: "main" },
      { key: "b", startedAtMs: 6 },
    ],
  });
});

it.each([[[null, null]], [["1", null]], [[null, "x"]], [[]]])(
  "knows nothing where a field is missing: %j",
  (fields) => {
    expect(decodeKnownBuilds(fields, "k")).toEqual({ revision: 0, builds: [] });
  },
);

it("refuses another version, or something else", () => {
  for (const text of ['{"v":3,"value":[]}', "no JSON"])
    expect(() => decodeKnownBuilds(["1", text], "k")).toThrow(expect.objectContaining({ name: "SetAsideError" }));
});
