import type { SeededRandom } from "./seeded-random.ts";

/** Why tests fail: the same cause gives the same command, reason and message, up to ids, times and numbers in it. */
export interface FailureCause {
  /** The lab's `failureReasonName`; some failures have none. */
  readonly reason?: string;
  /** The command that fails. */
  readonly command: string;
  /** Only apps can fail so. */
  readonly mobileOnly?: boolean;
  /** The app leaves a crash report. */
  readonly crash?: boolean;
  /** The error, before its stack trace. */
  readonly error: (random: SeededRandom) => string;
}

/** The causes the simulated lab knows. */
export const failureCauses: readonly FailureCause[] = [
  {
    reason: "Element not found",
    command: "find element",
    error: () =>
      "org.openqa.selenium.NoSuchElementException: An element could not be located on the page using the given search parameters (By.id: btn_confirm_transfer)",
  },
  {
    reason: "Assertion failed",
    command: "assert text",
    error: () => "java.lang.AssertionError: Total after voucher expected [45.00] but found [49.90]",
  },
  {
    reason: "Application crashed",
    command: "tap",
    mobileOnly: true,
    crash: true,
    error: (random) =>
      `com.perfecto.ApplicationCrashedException: The application com.acme.bank crashed (pid ${random.between(900, 32000)})`,
  },
  {
    reason: "Timeout issue",
    command: "wait for element",
    error: (random) =>
      `org.openqa.selenium.TimeoutException: Expected condition failed: waiting for visibility of element located by By.xpath: //*[@label="Order confirmed"] (tried for ${random.between(30, 31)} second(s) with 500 milliseconds interval)`,
  },
  {
    reason: "Network error",
    command: "http request",
    error: (random) =>
      `java.io.IOException: Server returned HTTP response code: 503 for URL: https://api.acme.example/v2/rates?request=${random.guid()}`,
  },
  {
    reason: "Popup handling",
    command: "tap",
    error: () =>
      "org.openqa.selenium.UnhandledAlertException: unexpected alert open: {Alert text : Allow “Acme” to use your location?}",
  },
  {
    command: "get text",
    error: (random) =>
      `org.openqa.selenium.StaleElementReferenceException: The element reference ${random.hex(8)} is stale: it is not attached to the page document`,
  },
];

/** Why the lab could not run a test. */
export const blockedReasons: readonly { readonly reason: string; readonly message: string }[] = [
  { reason: "Device in use", message: "HANDSET_ERROR: Cannot open device, it is in use by another user" },
  { reason: "Device not connected", message: "HANDSET_ERROR: Cannot open device, it is not connected" },
  { reason: "Install app failure", message: "Failed to install application: signature could not be verified" },
];

const frames = [
  "com.acme.tests.pages.ConfirmPage.confirm(ConfirmPage.java:61)",
  "com.acme.tests.flows.MoneyFlow.run(MoneyFlow.java:118)",
  "com.acme.tests.base.PerfectoTest.step(PerfectoTest.java:204)",
  "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)",
  "org.testng.internal.invokers.MethodInvocationHelper.invokeMethod(MethodInvocationHelper.java:139)",
];

/** The whole message of a failure: the error, what Selenium adds, and a stack trace; ids in it are never the same. */
export function failureMessage(cause: FailureCause, random: SeededRandom): string {
  return [
    cause.error(random),
    "Build info: version: '4.21.0', revision: '79ed462ef4'",
    `Session ID: ${random.guid()}`,
    "Stack Trace:",
    ...frames.map((frame) => `\tat ${frame}`),
  ].join("\n");
}
