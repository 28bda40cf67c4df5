/** Something that happened in the simulated lab while it is played. Times are ms since 1970 by the lab's clock. */
export type LabEvent =
  | {
      readonly kind: "build started";
      readonly atMs: number;
      readonly job: string;
      readonly number: number;
      readonly branch: string;
      /** How many executions will come, second attempts included. */
      readonly executions: number;
    }
  | {
      /** Its driver closed: the API shows it from now on. */
      readonly kind: "execution finished";
      readonly atMs: number;
      readonly job: string;
      readonly number: number;
      readonly id: string;
      readonly name: string;
      readonly status: string;
    }
  | {
      /** The videos and artifacts of one execution are ready. */
      readonly kind: "processing complete";
      readonly atMs: number;
      readonly job: string;
      readonly number: number;
      readonly id: string;
    }
  | {
      /** Every execution of the build has finished and been processed. The API itself never says so. */
      readonly kind: "build complete";
      readonly atMs: number;
      readonly job: string;
      readonly number: number;
    };
