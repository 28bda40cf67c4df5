/**
 * Preloaded into a process, it makes the clock of that process's machine an hour fast, as far as the process can tell. What
 * counts time without knowing what time it is, such as timers, is as it was.
 */
const HOUR_MS = 3_600_000;
const RightDate = Date;

globalThis.Date = new Proxy(RightDate, {
  construct: (date, words: readonly unknown[], target) =>
    Reflect.construct(date, words.length === 0 ? [RightDate.now() + HOUR_MS] : words, target),
  get: (date, name, receiver) => (name === "now" ? () => RightDate.now() + HOUR_MS : Reflect.get(date, name, receiver)),
});
