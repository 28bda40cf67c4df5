import { SetAsideError, type OnSetAside, type StoredKind } from "@perfecto-bot/pipeline";

/** How one shape of value is kept as text. */
export interface StoredShape<Value extends object> {
  readonly what: StoredKind;
  /** The newest version of the shape that is read. */
  readonly newest: number;
  /** A value as text. */
  readonly encode: (value: Value) => string;
  /** The value that `encode` wrote. @throws {SetAsideError} where the text is of a newer version, or no such value */
  readonly decode: (text: string, key: string) => Value;
}

/** Where the versions of a shape differ in more than members that may be missing. */
export interface ShapeVersions<Value> {
  readonly newest: number;
  /** The oldest version that can hold a value. Default: the newest. */
  readonly versionFor?: (value: Value) => number;
  /** A value of an older version as the newest has it. */
  readonly upgrade?: (value: Value, version: number) => Value;
  /** Whether a value is what it should be, as far as others would fail on it. */
  readonly isSound?: (value: Value) => boolean;
}

/** A shape. Its type is the caller's word: only the module that owns a key writes it. */
export function storedShape<Value extends object>(
  what: StoredKind,
  { newest, versionFor = () => newest, upgrade = (value) => value, isSound = () => true }: ShapeVersions<Value> = {
    newest: 1,
  },
): StoredShape<Value> {
  return {
    what,
    newest,
    encode: (value) => JSON.stringify({ v: versionFor(value), value }),
    decode: (text, key) => {
      const stored: { readonly v?: unknown; readonly value?: Value } | null | undefined = parse(text);
      const version = typeof stored?.v === "number" ? stored.v : 0;
      if (version > newest) throw new SetAsideError({ what, why: "newer-version", key });
      if (version < 1 || typeof stored?.value !== "object" || stored.value === null || !isSound(stored.value))
        throw new SetAsideError({ what, why: "unreadable", key });
      return version === newest ? stored.value : upgrade(stored.value, version);
    },
  };
}

function parse(text: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What `read` gives; undefined where the value is set aside, which is told. */
export function readOrSetAside<Value>(read: () => Value, onSetAside: OnSetAside): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SetAsideError)) throw error;
    onSetAside(error.value);
    return undefined;
  }
}

/** What `read` gives. Where the value is set aside, that is told, and thrown on. @throws {SetAsideError} */
export function tellSetAside<Value>(read: () => Value, onSetAside: OnSetAside): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof SetAsideError) onSetAside(error.value);
    throw error;
  }
}

/**
 * For scripts: whether a stored text must be left alone by a writer who knows versions up to the newest. What stands before
 * the JSON has no brace in it.
 */
export const IS_LEFT_ALONE = `
local function is_left_alone(text, newest)
  if not text then return false end
  local version = tonumber(string.match(text, '^[^{]*{"v":(%d+),"value":[%[{]'))
  return not version or version > tonumber(newest)
end
`;
