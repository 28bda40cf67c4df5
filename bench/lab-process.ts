import { generateJobs, startLabSimulator, type JobsPlan, type LabSettings } from "@perfecto-bot/simulators/lab";

/** What a simulated lab in a process of its own holds, and how it behaves: its first argument, as JSON. */
export interface LabProcessData {
  readonly settings: Partial<LabSettings>;
  readonly jobs: Omit<JobsPlan, "baseUrl">;
}

/** Where the lab is: its one message, once it holds everything. */
export interface LabProcessReady {
  readonly baseUrl: string;
  readonly token: string;
}

const { settings, jobs }: LabProcessData = JSON.parse(process.argv[2] ?? "");
const lab = await startLabSimulator(settings);
lab.putAll(generateJobs({ ...jobs, baseUrl: lab.baseUrl }));
process.send?.({ baseUrl: lab.baseUrl, token: lab.token } satisfies LabProcessReady);
process.on("disconnect", () => void lab.stop());
