import { expect } from "vitest";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MOST_PIXELS = 1024;

/** Expects a PNG file that both chats show: of a picture's size, at most 1024 × 1024 pixels. */
export function expectPng(bytes: Uint8Array | undefined): void {
  const file = Uint8Array.from(bytes ?? []);
  expect(Array.from(file.subarray(0, SIGNATURE.length))).toEqual(SIGNATURE);
  const view = new DataView(file.buffer);
  for (const side of [view.getUint32(16), view.getUint32(20)]) {
    expect(side).toBeGreaterThan(200);
    expect(side).toBeLessThanOrEqual(MOST_PIXELS);
  }
}
