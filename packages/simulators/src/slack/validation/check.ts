import type { JsonObject, JsonValue } from "../json-value.ts";
import { isJsonObject } from "../json-value.ts";

/** Told of each fault in a payload, with the JSON pointer of the value at fault. */
export type Report = (message: string, pointer: string) => void;

/** A rule for one JSON value. It reports every fault it finds and never throws. */
export type Check = (value: JsonValue, pointer: string, report: Report) => void;

/** A string of `min` to `max` characters, optionally of a given form. */
export const text =
  (max: number, min = 0, form?: RegExp): Check =>
  (value, pointer, report) => {
    if (typeof value !== "string") report("must provide a string", pointer);
    else if (value.length < min) report(`must be more than ${min - 1} characters`, pointer);
    else if (value.length > max) report(`must be less than ${max + 1} characters`, pointer);
    else if (form !== undefined && !form.test(value)) report("invalid value", pointer);
  };

/** An absolute web address. */
export const url = (max: number): Check => text(max, 1, /^(https?|mailto|slack|tel|sms):/i);

/** `true` or `false`. */
export const boolean: Check = (value, pointer, report) => {
  if (typeof value !== "boolean") report("must provide a boolean", pointer);
};

/** A whole number between two bounds, both allowed. */
export const integer =
  (min: number, max: number): Check =>
  (value, pointer, report) => {
    if (typeof value !== "number" || !Number.isInteger(value)) report("must provide an integer", pointer);
    else if (value < min || value > max) report(`must be between ${min} and ${max}`, pointer);
  };

/** One of a closed set of strings. */
export const literal =
  (...allowed: readonly string[]): Check =>
  (value, pointer, report) => {
    if (typeof value !== "string" || !allowed.includes(value)) {
      report(`must be one of: ${allowed.join(", ")}`, pointer);
    }
  };

/** An array of `min` to `max` items that each pass a check. */
export const list =
  (item: Check, max: number, min = 1): Check =>
  (value, pointer, report) => {
    if (!Array.isArray(value)) {
      report("must be an array", pointer);
      return;
    }
    if (value.length < min) report(`no fewer than ${min} items allowed`, pointer);
    if (value.length > max) report(`no more than ${max} items allowed`, pointer);
    value.forEach((entry, index) => item(entry, `${pointer}/${index}`, report));
  };

type Fields = Readonly<Record<string, Check>>;

/** An object with these required and optional fields and no others, and perhaps a rule that spans fields. */
export const object =
  (
    required: Fields,
    optional: Fields = {},
    also?: (value: JsonObject, pointer: string, report: Report) => void,
  ): Check =>
  (value, pointer, report) => {
    if (!isJsonObject(value)) {
      report("must be an object", pointer);
      return;
    }
    for (const name of Object.keys(required)) {
      if (value[name] === undefined) report(`missing required field: ${name}`, pointer);
    }
    for (const [name, field] of Object.entries(value)) {
      const check = required[name] ?? optional[name];
      if (check === undefined) report(`invalid additional property: ${name}`, pointer);
      else check(field, `${pointer}/${name}`, report);
    }
    also?.(value, pointer, report);
  };

/** One of several objects, told apart by their `type`. */
export const variant =
  (kinds: Readonly<Record<string, Check>>): Check =>
  (value, pointer, report) => {
    const type = isJsonObject(value) ? value["type"] : undefined;
    const check = typeof type === "string" && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (check === undefined) report(`unsupported type: ${JSON.stringify(type)}`, `${pointer}/type`);
    else check(value, pointer, report);
  };
