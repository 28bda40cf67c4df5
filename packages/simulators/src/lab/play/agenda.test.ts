import { expect, it } from "vitest";
import { createAgenda } from "./agenda.ts";

it("does what is due in order of time, things of one time in the order they came", () => {
  const agenda = createAgenda();
  const done: string[] = [];
  const add = (name: string, at: number) => agenda.add(at, (atMs) => void done.push(`${name}@${atMs}`));
  add("c", 30);
  const moved = add("a", 10);
  add("b", 10);
  const early = add("e", 50);
  agenda.move(moved, 20);
  agenda.move(early, 5);
  expect([moved.atMs, agenda.nextAtMs()]).toEqual([20, 5]);
  agenda.runDue(20);
  expect(done).toEqual(["e@5", "b@10", "a@20"]);

  agenda.move(moved, 25);
  agenda.runDue(100);
  expect(done.slice(3)).toEqual(["c@30"]);
});
