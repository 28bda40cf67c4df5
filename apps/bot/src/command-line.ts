import { Command } from "commander";
import { addAskCommand } from "./ask/ask-command.ts";
import { writeTeamsPackage } from "./write-teams-package.ts";

/**
 * The command line: `perfecto-bot start`, `perfecto-bot doctor`, `perfecto-bot retry`, `perfecto-bot ask`, `perfecto-bot teams-package`. Each
 * command loads what it needs when it is given: whoever asks a question waits for no chat's libraries.
 */
export function createCommandLine(): Command {
  const program = new Command("perfecto-bot")
    .description("Perfecto test results, live in your team's chat.")
    .showHelpAfterError();
  program
    .command("start")
    .description("run the service, configured by the environment")
    .action(async () => {
      const { runService } = await import("./run-service.ts");
      await runService(process.env);
    });
  program
    .command("doctor")
    .description("check every credential, permission and Redis setting, and say what to do")
    .action(async () => {
      const { doctor } = await import("./doctor.ts");
      process.exitCode = await doctor(process.env, (line) => console.log(line));
    });
  program
    .command("retry")
    .description("try again now what the bot failed on and set aside; `status` in a conversation lists it")
    .action(async () => {
      const { retry } = await import("./retry.ts");
      process.exitCode = await retry(process.env, (line) => console.log(line));
    });
  addAskCommand(program);
  program
    .command("teams-package")
    .description("write the app package that is uploaded to Microsoft Teams; reads MICROSOFT_APP_ID and PUBLIC_URL")
    .option("--out <file>", "where to write it", "perfecto-bot-teams.zip")
    .option("--links <hosts...>", "hosts of labs: links to them that people paste show what they lead to")
    .action(async ({ out, links = [] }: { readonly out: string; readonly links?: readonly string[] }) => {
      process.exitCode = await writeTeamsPackage(process.env, { out, links }, (line) => console.log(line));
    });
  return program;
}
