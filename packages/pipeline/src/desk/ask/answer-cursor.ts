/** Which page of which answer a button means. */
export interface AnswerCursor {
  /** The id of its note. */
  readonly id: string;
  /** From 1. */
  readonly page: number;
}

const LARGEST_PAGE = 100_000;

/** A cursor as a button carries it: "3.f00d". */
export function printCursor({ id, page }: AnswerCursor): string {
  return `${page}.${id}`;
}

/** Reads what a button carried; undefined where it is no cursor. */
export function parseCursor(subject: string): AnswerCursor | undefined {
  const [, digits, id] = /^(\d{1,6})\.(.{1,300})$/s.exec(subject) ?? [];
  const page = Number(digits);
  return id === undefined || page < 1 || page > LARGEST_PAGE ? undefined : { id, page };
}
