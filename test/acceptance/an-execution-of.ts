import { randomUUID } from "node:crypto";
import type { LabExecution, WireExecution } from "@perfecto-bot/simulators/lab";

/** What a test wants of an execution; everything else is like that of any other. */
export interface ExecutionWish {
  readonly test: string;
  readonly job: string;
  readonly number?: number;
  readonly branch?: string;
  /** PASSED unless told. */
  readonly status?: string;
  /** Epoch ms; now unless told. */
  readonly startMs?: number;
  /** Epoch ms; 20 ms after the start unless told, 0 for a test that runs. */
  readonly endMs?: number;
  /** A Galaxy S24 unless told. */
  readonly phone?: Phone;
  readonly deviceId?: string;
  /** The row of data it runs with. */
  readonly row?: Readonly<Record<string, string>>;
  readonly externalId?: string;
  readonly reason?: string;
  /** When the lab shows it, epoch ms; when it ended unless told. */
  readonly visibleAtMs?: number;
}

/** A kind of phone. */
export interface Phone {
  readonly manufacturer: string;
  readonly model: string;
  readonly os: string;
  readonly osVersion: string;
}

export const GALAXY: Phone = { manufacturer: "Samsung", model: "Galaxy S24", os: "ANDROID", osVersion: "14" };
export const IPHONE: Phone = { manufacturer: "Apple", model: "iPhone-15", os: "IOS", osVersion: "17.5" };

const LASTS_MS = 20;

/** Makes one execution, exactly as it is wanted. */
export function anExecutionOf(wish: ExecutionWish): LabExecution {
  const startMs = wish.startMs ?? Date.now();
  const endMs = wish.endMs ?? startMs + LASTS_MS;
  const { status = "PASSED" } = wish;
  const id = randomUUID();
  return {
    visibleAtMs: wish.visibleAtMs ?? Math.max(startMs, endMs),
    resource: {
      id,
      externalId: wish.externalId ?? `session-${id}`,
      name: wish.test,
      status,
      startTime: startMs,
      endTime: endMs,
      ...(status === "FAILED" ? { message: `${wish.test} does not work` } : {}),
      ...(status === "BLOCKED" ? { message: "Device is not available" } : {}),
      ...(wish.reason === undefined ? {} : { failureReasonName: wish.reason }),
      job: jobOf(wish),
      platforms: [platformOf(wish)],
      tags: [],
      ...(wish.row === undefined
        ? {}
        : { parameters: Object.entries(wish.row).map(([name, value]) => ({ name, value })) }),
    },
    commands: [
      { name: "Open app", status: "SUCCESS", startTime: startMs },
      ...(status === "FAILED"
        ? [{ name: "Tap button", status: "FAILURE", message: `${wish.test} does not work`, startTime: startMs + 1 }]
        : []),
    ],
  };
}

/** Makes executions that run one after the other from a moment on, now unless told, and that the lab shows all at once. */
export function oneAfterAnother(wishes: readonly ExecutionWish[], fromMs = Date.now()): readonly LabExecution[] {
  const visibleAtMs = fromMs + wishes.length * LASTS_MS;
  return wishes.map((wish, index) => anExecutionOf({ visibleAtMs, ...wish, startMs: fromMs + index * LASTS_MS }));
}

/** The same execution as the lab tells it later: it failed after all, or ended, or somebody named a reason. */
export function toldLater(execution: LabExecution, later: Partial<WireExecution>): LabExecution {
  const { resource } = execution;
  const { startTime = 0 } = resource;
  const failed = later.status === "FAILED";
  return {
    ...execution,
    resource: { ...resource, ...(failed ? { message: `${resource.name} does not work` } : {}), ...later },
    commands: [
      { name: "Open app", status: "SUCCESS", startTime },
      ...(failed
        ? [{ name: "Tap button", status: "FAILURE", message: `${resource.name} does not work`, startTime }]
        : []),
    ],
  };
}

function jobOf({ job, number, branch }: ExecutionWish): NonNullable<WireExecution["job"]> {
  return { name: job, ...(number === undefined ? {} : { number }), ...(branch === undefined ? {} : { branch }) };
}

function platformOf({ phone = GALAXY, deviceId = "PHONE-1" }: ExecutionWish) {
  const { os, osVersion, ...mobileInfo } = phone;
  return { deviceId, deviceType: "MOBILE", os, osVersion, mobileInfo };
}
