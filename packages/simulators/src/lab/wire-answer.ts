import type { WireCommandsV1, WireStep } from "./wire-commands.ts";
import type { WireExecution } from "./wire-execution.ts";

/** The versions of the export API that the simulator speaks. */
export type ApiVersion = "v1" | "v3";

/** `GET /export/api/{v1,v3}/test-executions`. `createdAt` is a number here. */
export interface WireExecutionsAnswer {
  readonly resources: readonly WireExecution[];
  readonly metadata: {
    readonly createdAt: number;
    readonly apiVersion: string;
    readonly userId: string;
    readonly tenantId: string;
    /** Of this answer, not of a build: `PROCESSING` as soon as one resource in it is still processing. */
    readonly processingStatus: "PROCESSING" | "PROCESSING_COMPLETE";
    /** Counted from 1. */
    readonly page: number;
    /** True when a further page exists. */
    readonly truncated: boolean;
  };
}

/** `GET /export/api/{v1,v3}/test-executions/<id>/commands`. `createdAt` is a string here, and there are no pages. */
export interface WireCommandsAnswer {
  readonly resources: readonly WireCommandsV1[] | readonly WireStep[];
  readonly metadata: {
    readonly createdAt: string;
    readonly apiVersion: string;
    readonly userId: string;
    readonly tenantId: string;
  };
}
