import type { HeatMapPicture, PassRatePicture } from "@perfecto-bot/cards";
import type { HeatCell } from "@perfecto-bot/domain";

const PLATFORMS = [
  "iPhone 15 · iOS 17.4",
  "iPhone 14 · iOS 16.7",
  "Samsung Galaxy S23 · Android 14",
  "Samsung Galaxy S5 · Android 6.0.1",
  "Pixel 8 · Android 14",
  "Pixel 6a · Android 13",
  "Xiaomi 13 · Android 13",
  "iPad Air · iOS 17.1",
  "Chrome 129 · Windows 10",
  "Edge 128 · Windows 11",
  "Firefox 130 · macOS Sonoma",
  "Safari 17 · macOS Sonoma",
];

const TESTS = ["CheckoutTest.paysWithCreditCard", "Pay with card", "LoginTest.rejectsWrongPassword", "Log out"];

/** A pass rate over builds, with as many platforms beside it; every seventh build of a platform has no verdict. */
export function passRateSample(builds: number, platforms: number): PassRatePicture {
  const names = Array.from({ length: builds }, (_, index) => `#${31 + index}`);
  const wave = (at: number, phase: number): number => 0.86 - phase / 40 + Math.sin(at / 2 + phase) / 12;
  return {
    kind: "pass-rate",
    builds: names,
    series: [
      { label: "All platforms", rates: names.map((_, at) => wave(at, 0)) },
      ...PLATFORMS.slice(0, platforms).map((label, index) => ({
        label,
        rates: names.map((_, at) => (at % 7 === index ? undefined : wave(at, index + 1))),
      })),
    ],
  };
}

/** Tests on platforms: all kinds of cells, the worst first. */
export function heatMapSample(rows: number, columns: number): HeatMapPicture {
  return {
    kind: "heat-map",
    columns: PLATFORMS.slice(0, columns),
    rows: Array.from({ length: rows }, (_, y) => ({
      label: `${TESTS[y % TESTS.length]}${y < TESTS.length ? "" : ` ${y}`}`,
      cells: Array.from({ length: columns }, (__, x) => cellAt(x, y)),
    })),
  };
}

function cellAt(x: number, y: number): HeatCell {
  const total = (x * 5 + y * 3) % 7;
  const failed = Math.max(0, Math.min(total, 6 - y - ((x * 3) % 5)));
  return { failed, blocked: failed === 0 && total > 5 ? 1 : 0, total };
}
