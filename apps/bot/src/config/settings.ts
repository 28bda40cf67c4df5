import { readFileSync } from "node:fs";
import { Secret } from "@perfecto-bot/domain";
import type { ConfigProblem } from "./config-problem.ts";
import type { Environment, EnvironmentName } from "./environment.ts";

/** Reads single values of the environment and collects what is wrong with them. */
export class Settings {
  readonly problems: ConfigProblem[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** A plain value; empty counts as absent. */
  text(name: EnvironmentName): string | undefined {
    const value = this.#environment[name]?.trim();
    return value === "" ? undefined : value;
  }

  /** A secret, from the name itself or from the file that `<name>_FILE` names. */
  secret(name: EnvironmentName): Secret | undefined {
    const direct = this.text(name);
    const file = this.#environment[`${name}_FILE`]?.trim();
    if (direct !== undefined && file) this.complain([name, `${name}_FILE`], "give one of them, not both");
    if (direct !== undefined) return new Secret(direct);
    return file ? this.secretFile(file, `${name}_FILE`) : undefined;
  }

  /** A secret from a file, without white space around it. */
  secretFile(path: string, name: string): Secret | undefined {
    try {
      const content = readFileSync(path, "utf8").trim();
      if (content !== "") return new Secret(content);
      this.complain([name], `the file ${path} is empty`);
    } catch (error) {
      this.complain([name], `the file ${path} cannot be read (${codeOf(error)}): check the path and its permissions`);
    }
    return undefined;
  }

  /** An http or https address without a trailing slash. */
  url(name: EnvironmentName): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const parsed = URL.parse(value);
    if (parsed !== null && (parsed.protocol === "https:" || parsed.protocol === "http:"))
      return value.replace(/\/+$/, "");
    this.complain([name], "is no http or https address");
    return undefined;
  }

  complain(names: readonly string[], message: string): void {
    this.problems.push({ names, message });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unreadable";
}
