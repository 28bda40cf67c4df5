import { anExecution } from "@perfecto-bot/domain/testing";
import { labConformance } from "../conformance/lab/lab-conformance.ts";
import { PAGE_SIZE, type LabStage } from "../conformance/lab/lab-stage.ts";
import type { LabErrorKind } from "../ports/lab.ts";
import { createMemoryLab, type MemoryLab } from "./memory-lab.ts";

interface Stage extends LabStage {
  readonly lab: MemoryLab;
}

const NEVER = new Promise(() => undefined);
const failing = (error: LabErrorKind, retryAfterMs?: number) => ({
  "it is scripted": ({ lab }: Stage) => {
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    lab.faults.add({ times: Infinity, behave: { kind: "error", error, ...wait } });
  },
});

labConformance<Stage>("memory", {
  open: () => {
    const lab = createMemoryLab({ pageSize: PAGE_SIZE });
    return {
      lab,
      nowMs: Date.now,
      secrets: [],
      hang: () => void lab.faults.add({ behave: { kind: "hang", until: NEVER } }),
      put: (samples) => {
        for (const { id, session, isProcessing, commands, job, tags = [], startedAtMs } of samples) {
          const { externalId: _, job: __, ...bare } = anExecution({ id, tags, startedAtMs });
          const known = {
            ...(job === undefined ? {} : { job }),
            ...(session === undefined ? {} : { externalId: session }),
          };
          lab.put(
            { ...bare, ...known },
            {
              ...(isProcessing === true ? { settlesAtMs: Infinity } : {}),
              commands: (commands ?? []).map((name) => ({ name, status: "SUCCESS", screenshots: [] })),
            },
          );
        }
      },
    };
  },
  troubles: {
    "token-refused": failing("token-refused"),
    "wrong-lab": failing("wrong-lab"),
    "rate-limited": failing("rate-limited", 7_000),
    unreachable: failing("unreachable"),
    "not-json": failing("not-json"),
    "window-too-old": failing("window-too-old"),
    "not-found": failing("not-found"),
    refused: failing("refused"),
    "store-unavailable": failing("store-unavailable"),
  },
  recover: ({ lab }) => lab.faults.clear(),
  quirks: {},
});
