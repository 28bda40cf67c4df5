/** A value in Redis that this version of the service cannot read: written by a newer one, or by somebody else. */
export class StoredValueError extends Error {
  override readonly name = "StoredValueError";
  readonly key: string;

  constructor(key: string, detail: string) {
    super(`Redis key ${key} holds ${detail}. Run the version that wrote it, or remove the key.`);
    this.key = key;
  }
}

/** How one shape of value is kept as text. */
export interface StoredShape<Value extends object> {
  /** A value as text, under the newest version of its shape. */
  readonly encode: (value: Value) => string;
  /** The value that `encode` wrote. @throws {StoredValueError} where the text is of another version, or no such value */
  readonly decode: (text: string, key: string) => Value;
}

/**
 * A shape. Its type is the caller's word: only the module that owns a key writes it.
 *
 * @param newest the version it is written under; older ones, whose values have the same members, are read on
 */
export function storedShape<Value extends object>(newest = 1): StoredShape<Value> {
  return {
    encode: (value) => JSON.stringify({ v: newest, value }),
    decode: (text, key) => {
      const stored: { readonly v?: unknown; readonly value?: Value } | null = parse(text, key);
      const version = typeof stored?.v === "number" ? stored.v : 0;
      if (version < 1 || version > newest || typeof stored?.value !== "object")
        throw new StoredValueError(key, "a value of another version");
      return stored.value;
    },
  };
}

function parse(text: string, key: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text);
  } catch {
    throw new StoredValueError(key, "no JSON");
  }
}
