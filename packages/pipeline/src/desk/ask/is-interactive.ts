import { isGlob, matchGlob, type Execution, type Filter } from "@perfecto-bot/domain";

const NAME = "interactive session";

/** Whether a person drove the device by hand: the lab lists such sessions like tests, under one name. */
export function isInteractive({ name }: Pick<Execution, "name">): boolean {
  return name.trim().toLowerCase() === NAME;
}

/** Whether a filter asks for interactive sessions: by their name or a part of it, not by a glob that means everything. */
export function asksForInteractive(filter: Filter): boolean {
  return filter.some(
    ({ key, negated, values }) =>
      key === "test" &&
      !negated &&
      values.some((value) => matchGlob(value, NAME) && (!isGlob(value) || /[^*?\s]/.test(value))),
  );
}
