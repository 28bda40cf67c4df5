import type { Asker, Desk, OnProgress, Reply } from "@perfecto-bot/pipeline";
import type { Submission } from "../render/index.ts";

/** Brings a pressed button or a submitted form to the desk, which authorises it again. */
export function submit(submission: Submission, asker: Asker, desk: Desk, onProgress: OnProgress): Promise<Reply> {
  if (submission.kind === "action") return desk.press(asker, submission.action, submission.subject, onProgress);
  return desk.submit(asker, submission.form, submission.subject, submission.values);
}
