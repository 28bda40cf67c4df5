const COLOURS = ["#8b3a62", "#37577f", "#5c4b8a", "#7a4a1e", "#2f6b4f", "#7b3f3f", "#356270", "#5a5f1f"];

/** What an avatar shows for a name: up to two initials, and a colour that is always the same for it. */
export function avatarOf(name: string): { readonly initials: string; readonly colour: string } {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
  const sum = Array.from(name).reduce((total, letter) => (total * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
  return { initials: initials || "?", colour: COLOURS[sum % COLOURS.length] ?? "#37577f" };
}
