/**
 * Where a form was opened and what it is about. It travels in the modal's private metadata, which only the app sees,
 * and says nothing about who submits: that comes from the submission and is authorised again.
 * @see https://docs.slack.dev/reference/views/modal-views
 */
export interface FormContext {
  readonly subject?: string;
  readonly channelId: string;
  readonly threadTs?: string;
  /** Where the result can be shown even if the bot is no member. Valid for 30 minutes. */
  readonly responseUrl?: string;
}

/** As private metadata. */
export const writeFormContext = (context: FormContext): string => JSON.stringify(context);

/** From private metadata; nothing where it is not ours. */
export function readFormContext(text: string): FormContext | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("channelId" in value)) return undefined;
  const { channelId } = value;
  if (typeof channelId !== "string") return undefined;
  return {
    channelId,
    ...("subject" in value && typeof value.subject === "string" ? { subject: value.subject } : {}),
    ...("threadTs" in value && typeof value.threadTs === "string" ? { threadTs: value.threadTs } : {}),
    ...("responseUrl" in value && typeof value.responseUrl === "string" ? { responseUrl: value.responseUrl } : {}),
  };
}
