import { expect, it } from "vitest";
import { line } from "../draw/drawn-line.ts";
import { layColumns } from "./lay-columns.ts";

const moment = { lab: [line("✓ one test passed")], slack: [line("⏳ running"), line("a longer line of the card")] };
const text = (how: "beside" | "below", width: number) =>
  layColumns(moment, width, how).map((row) => row.map((each) => each.text).join(""));

it("puts the lab's third beside Slack", () => {
  expect(text("beside", 33)).toEqual([
    "✓ one test │ ⏳ running",
    "passed     │ a longer line of the",
    "           │ card",
  ]);
});

it("puts Slack below the lab where it is narrow", () => {
  expect(text("below", 24)).toEqual([
    "lab   │ ✓ one test",
    "lab   │ passed",
    "slack │ ⏳ running",
    "slack │ a longer line of",
    "slack │ the card",
  ]);
});
