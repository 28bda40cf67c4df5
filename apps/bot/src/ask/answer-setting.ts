import type { LabLinks } from "@perfecto-bot/pipeline";

/** What an answer is written down with. */
export interface AnswerSetting {
  /** IANA zone that times are told in. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly nowMs: number;
  readonly links: (lab: string) => LabLinks | undefined;
}
