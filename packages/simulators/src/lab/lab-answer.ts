/** What goes back over the wire. */
export interface LabAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A JSON answer. */
export function jsonAnswer(status: number, value: unknown): LabAnswer {
  return { status, headers: { "content-type": "application/json;charset=UTF-8" }, body: JSON.stringify(value) };
}

/**
 * An error the way the reporting services write it: an array of objects with `userMessage`
 * (https://github.com/PerfectoCode/perfecto-cypress-sdk, https://github.com/PerfectoCode/perfecto-mcp).
 */
export function errorAnswer(status: number, userMessage: string): LabAnswer {
  return jsonAnswer(status, [{ userMessage }]);
}

/** A page for people. It may load nothing and run nothing. */
export function htmlAnswer(status: number, body: string): LabAnswer {
  return {
    status,
    headers: {
      "content-type": "text/html;charset=UTF-8",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
    },
    body,
  };
}
