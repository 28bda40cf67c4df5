/** What `/readyz` answers. */
export interface Readiness {
  readonly status: number;
  readonly reason: unknown;
}

/** Asks a service whether it is ready, and why not. */
export async function readiness(serviceUrl: string): Promise<Readiness> {
  const response = await fetch(`${serviceUrl}/readyz`);
  const body: unknown = await response.json();
  const reason = typeof body === "object" && body !== null && "reason" in body ? body.reason : undefined;
  return { status: response.status, reason };
}
