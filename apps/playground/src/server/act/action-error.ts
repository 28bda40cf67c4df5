/** Why something that a person wanted to do was not done: one sentence for that person. */
export class ActionError extends Error {
  override readonly name = "ActionError";
}
