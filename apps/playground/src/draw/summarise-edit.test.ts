import { expect, it } from "vitest";
import { type DrawnLine, line, plainText } from "./drawn-line.ts";
import { summariseEdit } from "./summarise-edit.ts";

const lines = (text: string): readonly DrawnLine[] => text.split("|").map((each) => line(each));

it.each([
  [
    "⏳ #4: running, 1 passed|▰▱ 1 of ~4|Branch: main",
    "⏳ #4: running, 2 passed|▰▰ 2 of ~4|Branch: main",
    "⏳ #4: running, 2 passed|▰▰ 2 of ~4",
  ],
  ["⏳ #4: running|Results: 1|Branch: main", "⏳ #4: running|Results: 2|Branch: main", "⏳ #4: running|Results: 2"],
  [
    "⏳ #4: running|▰▱ 1 of ~4|Branch: main",
    "❌ #4: 1 failed, still running|▰▰ 2 of ~4|Branch: main",
    "❌ #4: 1 failed, still running|▰▰ 2 of ~4|Branch: main",
  ],
  [
    "❌ #4: 1 failed, still running|▰▰ 4 of ~4|Branch: main",
    "❌ #4: 1 failed|Branch: main",
    "❌ #4: 1 failed|Branch: main",
  ],
  [
    "❌ Pay failed|tap|[Mute]",
    "❌ Pay failed|tap|Same cause on 2 others.|[Mute]",
    "❌ Pay failed|Same cause on 2 others.",
  ],
  ["❌ Pay failed|a|b|c|d", "❌ Pay failed|e|f|g|h", "❌ Pay failed|e|f|g"],
  ["", "✅ new", "✅ new"],
])("of %j to %j shows %j", (before, after, expected) => {
  expect(summariseEdit(lines(before), lines(after)).map(plainText)).toEqual(expected.split("|"));
});
