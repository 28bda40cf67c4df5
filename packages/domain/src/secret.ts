const HIDDEN = "[secret]";

/**
 * A text that cannot be printed by accident: string conversion, JSON, template literals and Node's inspection show `[secret]`.
 * Only `reveal()` gives the text, so every use of a secret can be found by that word.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself; call it where the secret is used, never before. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return HIDDEN;
  }
}
