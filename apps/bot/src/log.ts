import { pino, type Logger } from "pino";
import type { Config } from "./config/config.ts";

/** The service's structured log. */
export type Log = Logger;

/** Field names that hold secrets in the objects libraries log; their values never reach the log. */
const SECRET_FIELDS = [
  "token",
  "authorization",
  "Authorization",
  "PERFECTO-AUTHORIZATION",
  "secret",
  "password",
  "headers",
  "cookie",
];

/** Texts that are secrets wherever they stand in a line. */
const SECRET_TEXTS =
  /\b(?:xox[abeprs]-[\w-]{6,}|xapp-[\w-]{6,}|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)|(?<=rediss?:\/\/[^\s:@/]*:)[^\s@]+(?=@)/g;

/** Makes the log: JSON lines, secrets removed by field name and by shape. */
export function createLog(level: Config["logLevel"], destination?: { write(line: string): void }): Log {
  const paths = SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`]);
  const scrubbed = {
    write: (line: string) => (destination ?? process.stdout).write(line.replace(SECRET_TEXTS, "[secret]")),
  };
  return pino({ level, redact: { paths, censor: "[secret]" }, base: null }, scrubbed);
}
