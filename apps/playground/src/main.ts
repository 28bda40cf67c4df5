import { PrivateRedisError } from "@perfecto-bot/store/private-redis";
import { CommanderError } from "commander";
import { PageBuildError } from "./build-page.ts";
import { readOptions } from "./options/read-options.ts";
import { runDemo } from "./run-demo.ts";
import { createScreen } from "./screen/create-screen.ts";
import { repositoryRoot } from "./world/start-service.ts";
import { WorldError } from "./world/world-error.ts";

const { stdout } = process;
// A reader that went away, such as `head`, ends the demo.
stdout.on("error", () => process.exit(0));

const { promise: ended, resolve: end } = Promise.withResolvers<void>();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  let asked = false;
  process.on(signal, () => {
    // Asked twice, it does not wait: what it started follows it.
    if (asked) process.exit(1);
    asked = true;
    end();
  });
}

try {
  const options = readOptions(process.argv.slice(2), repositoryRoot, {
    out: (text) => stdout.write(text),
    err: (text) => process.stderr.write(text),
  });
  const screen = createScreen({
    write: (text) => stdout.write(text),
    columns: () => (stdout.isTTY ? stdout.columns : 100),
    colours: stdout.isTTY && stdout.hasColors(),
  });
  await runDemo(options, screen, ended);
  process.exit(0);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode);
  const isExplained =
    error instanceof WorldError || error instanceof PrivateRedisError || error instanceof PageBuildError;
  if (!isExplained) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}
