import { onTestFailed } from "vitest";
import type { ServiceProcess } from "./service-process.ts";

const LONGEST = 20_000;

/** Prints what the service said last, and whether it ended by itself, when the test that calls this fails. */
export function tellOnFailure(running: () => Pick<ServiceProcess, "ending" | "output"> | undefined): void {
  onTestFailed(() => {
    const service = running();
    console.log(
      `The service ${service?.ending() ?? "still ran"}; it said at last:\n${service?.output().slice(-LONGEST)}`,
    );
  });
}
