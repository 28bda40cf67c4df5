/** What an error that our own code threw says, in at most so many characters. */
export function errorDetail(error: unknown, mostChars: number): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, mostChars);
}
