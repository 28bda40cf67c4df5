/** Where a message stands in a conversation: topic and name. */
export interface MailMember {
  readonly topic: string;
  readonly name: string;
}

/** A message's identity in a mailbox. @throws {RangeError} for a topic of several lines */
export function encodeMember({ topic, name }: MailMember): string {
  if (topic.includes("\n")) throw new RangeError("a topic is one line");
  return `${topic}\n${name}`;
}

/** The message an {@link encodeMember} text stands for. */
export function decodeMember(member: string): MailMember {
  const end = member.indexOf("\n");
  return { topic: member.slice(0, end), name: member.slice(end + 1) };
}
