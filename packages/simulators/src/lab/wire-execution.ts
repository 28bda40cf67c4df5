/**
 * A test execution as the export API writes it: one entry of `resources`.
 *
 * Field names and value forms are those of the vendor's sample
 * (https://help.perfecto.io/perfecto-help/content/perfecto/test-analysis/smart_reporting_public_api.htm);
 * `customFields`, `parameters` and `selectionCriteriaV2` are read by the vendor's own tools
 * (https://github.com/PerfectoMobileSA/PerfectoActions). Only `id` is always there. Times are milliseconds since 1970.
 */
export interface WireExecution {
  readonly id: string;
  readonly externalId?: string;
  readonly name?: string;
  readonly owner?: string;
  readonly startTime?: number;
  /** 0 when the driver never reported an end. */
  readonly endTime?: number;
  readonly uxDuration?: number;
  /** `PASSED`, `FAILED`, `BLOCKED` or `UNKNOWN`; left open so that a test can serve a value nobody knows. */
  readonly status?: string;
  /** Several lines: the error, then its stack trace. Absent when passed. */
  readonly message?: string;
  readonly failureReasonName?: string;
  readonly job?: WireJob;
  readonly project?: { readonly name?: string; readonly version?: string };
  readonly platforms?: readonly WirePlatform[];
  readonly videos?: readonly WireVideo[];
  readonly tags?: readonly string[];
  readonly customFields?: readonly WireNamedValue[];
  readonly parameters?: readonly WireNamedValue[];
  readonly automationFramework?: string;
  readonly executionEngine?: { readonly version?: string };
  readonly artifacts?: readonly WireArtifact[];
  readonly reportURL?: string;
}

/** The CI job an execution belongs to; the whole object and each of its members may be missing. */
export interface WireJob {
  readonly name?: string;
  readonly number?: number;
  readonly branch?: string;
}

/** A name with a value, the form of custom fields and command parameters. */
export interface WireNamedValue {
  readonly name: string;
  readonly value?: string;
}

/** What a test ran on: `mobileInfo` for phones and tablets, `browserInfo` for desktop browsers, never both. */
export interface WirePlatform {
  readonly deviceId?: string;
  /** `MOBILE` or `DESKTOP`. */
  readonly deviceType?: string;
  /** `ANDROID`, `IOS`, `WINDOWS` or `MAC`. */
  readonly os?: string;
  readonly osVersion?: string;
  /** `1080*1920` for mobile devices, `1024x768` for desktops. */
  readonly screenResolution?: string;
  readonly location?: string;
  readonly mobileInfo?: WireMobileInfo;
  readonly browserInfo?: { readonly browserType?: string; readonly browserVersion?: string };
  readonly selectionCriteria?: Readonly<Record<string, string>>;
  readonly selectionCriteriaV2?: readonly WireNamedValue[];
  readonly customFields?: readonly WireNamedValue[];
}

/** The device itself. `imei`, `imsi` and `phoneNumber` identify a person's line: a client must never pass them on. */
export interface WireMobileInfo {
  readonly manufacturer?: string;
  readonly model?: string;
  readonly distributor?: string;
  readonly description?: string;
  readonly firmware?: string;
  readonly operator?: string;
  readonly operatorCountry?: string;
  readonly imei?: string;
  readonly imsi?: string;
  readonly phoneNumber?: string;
}

/** A film of the device's screen. */
export interface WireVideo {
  readonly startTime?: number;
  readonly endTime?: number;
  readonly format?: string;
  readonly streamingUrl?: string;
  readonly downloadUrl?: string;
  readonly screen?: { readonly width: number; readonly height: number };
}

/** A file of the run: `DEVICE_LOGS`, `NETWORK`, `VITALS`, `APP_CRASH_REPORT`; the set is open. */
export interface WireArtifact {
  readonly type: string;
  readonly path?: string;
  readonly contentType?: string;
  readonly zipped?: boolean;
  readonly fileName?: string;
}
