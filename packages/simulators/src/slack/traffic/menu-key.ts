/** What the given options of an external menu are kept under; in messages each person is given their own. */
export const menuKey = (blockId: string, actionId: string, userId = ""): string =>
  JSON.stringify([blockId, actionId, userId]);
