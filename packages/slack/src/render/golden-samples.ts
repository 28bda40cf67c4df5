import { bold, code, link, mention, text, time } from "@perfecto-bot/cards";
import type { Card, Form } from "@perfecto-bot/cards";

const LIBRARY = "https://demo.app.perfectomobile.com/reporting/library?jobName[0]=Nightly%20Regression&jobNumber[0]=45";
const REPORT = "https://demo.app.perfectomobile.com/reporting/test/5dc2a8b6";
const MORNING_MS = Date.UTC(2026, 10, 23, 6, 42);

/** A build that is still running. */
export const runningBuild: Card = {
  kind: "build",
  status: "running",
  title: [link("Nightly Regression #45", LIBRARY), text(": running, 84 passed so far")],
  body: [
    { kind: "progress", done: 84, total: 120, label: "84 of ~120 · 5 processing", weight: "core" },
    {
      kind: "facts",
      facts: [
        { label: "Results", value: [text("84 passed · 0 failed")] },
        {
          label: "Platforms",
          value: [text("iPhone 15 (iOS 17.4), Galaxy S24 (Android 14), Chrome 131 on Windows 11")],
        },
        { label: "Branch", value: [text("feature/new_login_*flow*")] },
      ],
      weight: "detail",
    },
    { kind: "text", line: [text("Started "), time(MORNING_MS), text(" by Jenkins")], subtle: true, weight: "detail" },
  ],
  buttons: [
    { kind: "link", label: "Open report", url: LIBRARY },
    { kind: "action", label: "Mute job 2 h", action: "mute-build", subject: "demo/Nightly Regression/45" },
    { kind: "action", label: "Why this?", action: "why-build", subject: "demo/Nightly Regression/45" },
  ],
  fallback: "… Nightly Regression #45: running, 84 passed so far",
};

/** A finished build with failures. */
export const failedBuild: Card = {
  kind: "build",
  status: "failed",
  title: [link("Nightly Regression #45", LIBRARY), text(": 6 of 120 failed, 1 could not run (5 causes, only iOS 17)")],
  body: [
    {
      kind: "list",
      title: "Causes",
      rows: [
        [bold("3 × "), text("Element not found: //*[@id='pay_now']"), text(" (checkout_applePay_*smoke*)")],
        [bold("1 × "), text("Timed out after 30 s waiting for <Home> & its tabs"), text(" (login_test)")],
        [bold("1 × "), text("java.lang.AssertionError: expected:<200> but was:<503>"), text(" (2 tests)")],
      ],
      more: { count: 2, url: LIBRARY },
      weight: "core",
    },
    {
      kind: "facts",
      facts: [
        { label: "Results", value: [text("113 passed · 6 failed · 1 could not run")] },
        { label: "Platforms", value: [text("iPhone 15 (6 failed), Galaxy S24, Pixel 9 and 3 more")] },
        { label: "Duration", value: [text("1 h 12 min")] },
        { label: "Branch", value: [text("main")] },
        { label: "Finished", value: [time(MORNING_MS)] },
      ],
      weight: "detail",
    },
    { kind: "text", line: [text("Nightly Regression #44 had passed.")], subtle: true, weight: "detail" },
  ],
  buttons: [
    { kind: "link", label: "Open report", url: LIBRARY },
    {
      kind: "action",
      label: "Mute job 2 h",
      action: "mute-build",
      subject: "demo/Nightly Regression/45",
      confirm: "No new messages about Nightly Regression in this channel for two hours?",
    },
    { kind: "action", label: "Why this?", action: "why-build", subject: "demo/Nightly Regression/45" },
  ],
  fallback: "✗ Nightly Regression #45: 6 of 120 failed, 1 could not run (5 causes, only iOS 17)",
};

/** One failed test. */
export const failedTest: Card = {
  kind: "failure",
  status: "failed",
  title: [link("checkout_applePay_*smoke*", REPORT), text(" failed on iPhone 15 (iOS 17.4)")],
  body: [
    {
      kind: "text",
      line: [text("Failed command: "), code("find element `//*[@id='pay_now']`"), text(" in step Pay & confirm")],
      weight: "core",
    },
    {
      kind: "code",
      text: "NoSuchElementException: no element for //*[@id='pay_now'] after 30 s\n  ```@channel <!here> stays text```\n  expected: <visible> & enabled",
      weight: "core",
    },
    {
      kind: "facts",
      facts: [
        { label: "Reason", value: [text("Application bug")] },
        { label: "Owner", value: [text("dana.levi")] },
      ],
      weight: "detail",
    },
    {
      kind: "text",
      line: [link("Screenshot", `${REPORT}/1.png`), text(" · "), link("Device log", `${REPORT}/log.zip`)],
      weight: "detail",
    },
    {
      kind: "text",
      line: [text("Same cause on 2 other platforms: iPhone 14, iPad Air. Failing since #43.")],
      subtle: true,
      weight: "detail",
    },
  ],
  buttons: [
    { kind: "link", label: "Video at 1:23", url: `${REPORT}/video.mp4#t=83` },
    { kind: "link", label: "Open report", url: REPORT },
    { kind: "action", label: "Mute this test", action: "mute-test", subject: "5dc2a8b6" },
  ],
  fallback: "✗ checkout_applePay_*smoke* failed on iPhone 15 (iOS 17.4): no element for //*[@id='pay_now'] after 30 s",
};

const subscriptionButtons = (id: string, paused: boolean): Card["buttons"] => [
  { kind: "action", label: "Edit", action: "subscription-edit", subject: id },
  paused
    ? { kind: "action", label: "Resume", action: "subscription-resume", subject: id, style: "primary" }
    : { kind: "action", label: "Pause", action: "subscription-pause", subject: id },
  {
    kind: "action",
    label: "Remove",
    action: "subscription-remove",
    subject: id,
    style: "danger",
    confirm: "Stop posting builds of this job here?",
  },
];

/** What a channel is subscribed to. */
export const subscriptionList: Card = {
  kind: "subscriptions",
  status: "info",
  title: [text("2 subscriptions in this conversation")],
  body: [
    {
      kind: "item",
      lines: [
        [bold("Nightly Regression"), text(" on demo, platform:iOS -tag:flaky")],
        [text("failures only, one card per build, calls "), mention({ kind: "user", id: "U024BE7LH" })],
      ],
      buttons: subscriptionButtons("s1", false),
      weight: "core",
    },
    { kind: "divider", weight: "detail" },
    {
      kind: "item",
      lines: [
        [bold("smoke-*"), text(" on demo")],
        [text("Paused by Dana since "), time(MORNING_MS)],
      ],
      buttons: subscriptionButtons("s2", true),
      weight: "core",
    },
  ],
  buttons: [{ kind: "action", label: "Subscribe to a job", action: "subscription-add", subject: "", style: "primary" }],
  fallback: "i 2 subscriptions in this conversation: Nightly Regression; smoke-* (paused)",
};

/** What can be said. */
export const help: Card = {
  kind: "help",
  status: "info",
  title: [text("What you can say")],
  body: [
    {
      kind: "list",
      rows: [
        [code("/perfecto subscribe nightly-* platform:iOS on:failures"), text(" post builds of matching jobs here")],
        [code("/perfecto subscriptions"), text(" what is posted here, with buttons to change it")],
        [code('/perfecto mute test:"login test" 2h'), text(" no new messages about it for two hours")],
        [code("/perfecto why <link to a build or test>"), text(" why it was posted, or why not")],
      ],
      weight: "core",
    },
    {
      kind: "table",
      columns: ["Key", "Matches", "Example"],
      rows: [
        [[text("job")], [text("CI job")], [text("job:nightly-*")]],
        [[text("platform")], [text("device or browser")], [text('platform:"iPhone 15"')]],
        [[text("tag")], [text("tag of a test")], [text("-tag:flaky")]],
      ],
      weight: "core",
    },
    {
      kind: "text",
      line: [text("More in the "), link("guide", "https://example.com/guide"), text(".")],
      subtle: true,
      weight: "detail",
    },
  ],
  buttons: [{ kind: "action", label: "Subscribe to a job", action: "subscription-add", subject: "" }],
  fallback: "i What you can say: subscribe, subscriptions, unsubscribe, mute, unmute, status, why, help",
};

/** A command that was not understood. */
export const mistakes: Card = {
  kind: "mistakes",
  status: "warning",
  title: [text("2 mistakes: nothing was changed")],
  body: [
    {
      kind: "code",
      text: "subscribe nightly plattform:iOS on:failure\n                  ^^^^^^^^^     ^^^^^^^",
      weight: "core",
    },
    {
      kind: "list",
      rows: [
        [text("unknown key "), code("plattform"), text(": did you mean "), code("platform"), text("?")],
        [
          code("on:failure"),
          text(" is none of "),
          code("failures"),
          text(", "),
          code("all"),
          text(", "),
          code("changes"),
        ],
      ],
      weight: "core",
    },
  ],
  buttons: [{ kind: "action", label: "Help", action: "help", subject: "subscribe" }],
  fallback: "! 2 mistakes: unknown key plattform (platform?); on:failure is none of failures, all, changes",
};

/** The form to edit a subscription. */
export const editForm: Form = {
  kind: "edit-subscription",
  title: "Edit subscription",
  submitLabel: "Save",
  subject: "s1",
  intro: [text("Builds of "), bold("Nightly_*Regression*"), text(" on demo are posted in this channel.")],
  inputs: [
    {
      kind: "text",
      id: "job",
      label: "Job",
      hint: "A job name, or a pattern with * and ?",
      placeholder: "nightly-*",
      value: "Nightly_*Regression*",
      optional: false,
    },
    { kind: "text", id: "filter", label: "Filter", placeholder: "platform:iOS -tag:flaky", optional: true },
    {
      kind: "select",
      id: "on",
      label: "Post",
      options: [
        { value: "failures", label: "Builds with failures" },
        { value: "all", label: "Every build" },
        { value: "changes", label: "When the verdict changes" },
      ],
      value: "failures",
    },
    {
      kind: "people",
      id: "mention",
      label: "Call people",
      hint: "They are called once for each failing build.",
      value: [
        { kind: "user", id: "U024BE7LH" },
        { kind: "group", id: "S0614TZR7" },
      ],
    },
  ],
};
