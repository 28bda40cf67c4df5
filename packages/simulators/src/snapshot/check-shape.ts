import type { JsonObject, JsonValue } from "../slack/json-value.ts";

/**
 * Whether a value has a shape. Where it has not, what is wrong is added to `findings`, beginning with the path; a check
 * stops at the first thing it finds.
 */
export type Check<T> = (value: unknown, path: string, findings: string[]) => value is T;

/** The check of each field; one that may be missing is marked so. */
export type FieldChecks<T> = {
  readonly [Name in keyof T]-?: Partial<Pick<T, Name>> extends Pick<T, Name>
    ? { readonly optional: Check<Exclude<T[Name], undefined>> }
    : Check<T[Name]>;
};

type Optional = { readonly optional: Check<unknown> };

const checkOf =
  <T>(wanted: string, has: (value: unknown) => value is T): Check<T> =>
  (value, path, findings): value is T => {
    if (has(value)) return true;
    findings.push(`${path} must be ${wanted}`);
    return false;
  };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const text: Check<string> = checkOf("text", (value) => typeof value === "string");
export const number: Check<number> = checkOf("a number", (value): value is number => Number.isFinite(value));
export const flag: Check<boolean> = checkOf("true or false", (value) => typeof value === "boolean");
/** Any JSON at all; what is inside is not looked at. */
export const json: Check<JsonValue> = checkOf("JSON", (value): value is JsonValue => value !== undefined);
/** An object of JSON; what is inside is not looked at. */
export const jsonObject: Check<JsonObject> = checkOf("an object", (value): value is JsonObject => isRecord(value));

/** One of these. */
export const oneOf = <const T extends string | number | null>(...values: readonly T[]): Check<T> =>
  checkOf(`one of ${values.join(", ")}`, (value): value is T => values.some((one) => one === value));

/** Text or null. */
export const textOrNull: Check<string | null> = checkOf(
  "text or null",
  (value) => typeof value === "string" || value === null,
);

/** An array of such items. */
export const list =
  <T>(check: Check<T>): Check<T[]> =>
  (value, path, findings): value is T[] => {
    if (Array.isArray(value)) return value.every((item, index) => check(item, `${path}[${index}]`, findings));
    findings.push(`${path} must be a list`);
    return false;
  };

/** An array of at least one such item. */
export const someOf =
  <T>(check: Check<T>): Check<T[]> =>
  (value, path, findings): value is T[] => {
    if (!list(check)(value, path, findings)) return false;
    if (value.length > 0) return true;
    findings.push(`${path} must not be empty`);
    return false;
  };

/** An object with such values under any names. */
export const record =
  <T>(check: Check<T>): Check<Readonly<Record<string, T>>> =>
  (value, path, findings): value is Readonly<Record<string, T>> =>
    jsonObject(value, path, findings) &&
    Object.entries(value).every(([name, item]) => check(item, `${path}.${name}`, findings));

/** An object with these fields. */
export const fields =
  <T>(checks: FieldChecks<T>): Check<T> =>
  (value, path, findings): value is T => {
    if (!isRecord(value)) {
      findings.push(`${path === "" ? "it" : path} must be an object`);
      return false;
    }
    const entries: readonly (readonly [string, Check<unknown> | Optional])[] = Object.entries(checks);
    return entries.every(([name, check]) => {
      const inside = path === "" ? name : `${path}.${name}`;
      if (typeof check === "function") return check(value[name], inside, findings);
      return value[name] === undefined || check.optional(value[name], inside, findings);
    });
  };
