import { SetAsideError } from "./ports/set-aside.ts";

/** What `work` gives, or something else where it meets a value that is set aside. The store has told of it. */
export async function setAsideOr<Result, Other>(work: () => Promise<Result>, other: Other): Promise<Result | Other> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SetAsideError) return other;
    throw error;
  }
}
