import { Command } from "commander";
import { doctor } from "./doctor.ts";
import { runService } from "./run-service.ts";
import { writeTeamsPackage } from "./write-teams-package.ts";

/** The command line: `perfecto-bot start`, `perfecto-bot doctor`, `perfecto-bot teams-package`. */
export function createCommandLine(): Command {
  const program = new Command("perfecto-bot")
    .description("Perfecto test results, live in your team's chat.")
    .showHelpAfterError();
  program
    .command("start")
    .description("run the service, configured by the environment")
    .action(() => runService(process.env));
  program
    .command("doctor")
    .description("check every credential, permission and Redis setting, and say what to do")
    .action(async () => {
      process.exitCode = await doctor(process.env, (line) => console.log(line));
    });
  program
    .command("teams-package")
    .description("write the app package that is uploaded to Microsoft Teams; reads MICROSOFT_APP_ID and PUBLIC_URL")
    .option("--out <file>", "where to write it", "perfecto-bot-teams.zip")
    .action(async ({ out }: { readonly out: string }) => {
      process.exitCode = await writeTeamsPackage(process.env, out, (line) => console.log(line));
    });
  return program;
}
