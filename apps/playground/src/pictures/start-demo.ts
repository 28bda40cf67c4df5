import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));
/** Fast enough that nobody waits long, slow enough that no second build crowds the picture. */
const SPEED = 20;

/** A playground for pictures, in a process of its own. */
export interface Demo {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a playground with this directory's data.
 * @throws {Error} with what it said, where it ends instead
 */
export async function startDemo(directory: string): Promise<Demo> {
  const child = spawn(process.execPath, [main, "--data", directory, "--speed", `${SPEED}`], {
    stdio: ["ignore", "pipe", "inherit"],
    // Nothing of the own environment that could configure it.
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" },
  });
  const ended = once(child, "exit");
  let said = "";
  for await (const data of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    said += String(data);
    const url = /^ +(http:\/\/127\.0\.0\.1:\d+\/)$/mu.exec(said)?.[1];
    if (url === undefined) continue;
    // What it says from now on is not kept, but must not fill the pipe.
    child.stdout.resume();
    return {
      url,
      async stop() {
        child.kill("SIGINT");
        await ended;
      },
    };
  }
  throw new Error(`The playground ended: ${said}`);
}
