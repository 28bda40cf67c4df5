/** The ids of the files that a message's blocks show. */
export function shownFiles({ blocks }: { readonly blocks: readonly unknown[] }): readonly string[] {
  return [...JSON.stringify(blocks).matchAll(/"slack_file":\{"id":"(\w+)"\}/gu)].map(([, id = ""]) => id);
}
