import { createCommandLine } from "./command-line.ts";

await createCommandLine().parseAsync();
