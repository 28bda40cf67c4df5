const DATA = /data:([\w.+/-]+);base64,([A-Za-z0-9+/]{200,}=*)/g;

/** JSON text in which the bytes of pictures are told by their size: `data:image/png;base64,… (15 kB)`. */
export function shortenData(json: string): string {
  return json.replace(DATA, (_whole, type: string, base64: string) => {
    const bytes = Math.floor((base64.replace(/=+$/, "").length * 3) / 4);
    return `data:${type};base64,… (${bytes < 1_000 ? `${bytes} bytes` : `${Math.round(bytes / 1_000)} kB`})`;
  });
}
