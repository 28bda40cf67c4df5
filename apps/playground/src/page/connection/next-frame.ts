/** How often a page in the background is brought up to date: browsers paint no frames of it. */
const BACKGROUND_MS = 500;

/** Runs something before the next painting, or after a moment where nothing is painted. Returns what calls it off. */
export function nextFrame(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    run();
  });
  timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    run();
  }, BACKGROUND_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
