import { expect, it } from "vitest";
import type { RecordedExecution } from "./build-picture.ts";
import { groupByCause } from "./cause.ts";
import { failingCommand } from "./failing-command.ts";
import { aRecordedExecution } from "./testing/a-recorded-execution.ts";
import { seeded, type Seeded } from "./testing/seeded-random.ts";

const HEX = "0123456789abcdef";
const CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS = "0123456789";

/** What stands for `{name}` in a message; never the same twice. */
const VALUES: Readonly<Record<string, (random: Seeded) => string>> = {
  n: (random) => String(random.between(0, 10 ** random.between(1, 7))),
  amount: (random) => {
    const [whole, cents] = [random.between(1, 99), random.text(2, DIGITS)];
    const group = random.text(3, DIGITS);
    return random.pick([
      `${whole}.${cents}`,
      `${whole},${cents}`,
      `${whole},${group}.${cents}`,
      `${whole}.${group},${cents}`,
    ]);
  },
  uuid: (random) => [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join("-"),
  hex: (random) => random.text(random.pick([8, 10, 16, 32, 40]), HEX),
  address: (random) => `0x${random.text(random.between(4, 16), HEX)}`,
  object: (random) => `com.acme.Page@${random.text(random.between(6, 8), HEX)}`,
  order: (random) =>
    random.pick([`ORD-${random.text(6, DIGITS)}`, `ORD-${random.between(2019, 2026)}-${random.text(4, DIGITS)}`]),
  serial: (random) =>
    `${random.text(1, CAPITALS)}${random.text(2, DIGITS)}${random.text(1, CAPITALS)}${random.text(3, DIGITS)}${random.text(4, DIGITS + CAPITALS)}`,
  moment: (random) => {
    const [date, clock] = [
      `2026-${two(random, 1, 12)}-${two(random, 1, 28)}`,
      `${two(random, 0, 23)}:${two(random, 0, 59)}:${two(random, 0, 59)}`,
    ];
    return random.pick([`${date}T${clock}Z`, `${date} ${clock}`, `${date}T${clock}.${random.text(3, DIGITS)}+02:00`]);
  },
  day: (random) =>
    random.pick([
      `2026-${two(random, 1, 12)}-${two(random, 1, 28)}`,
      `${two(random, 1, 28)}.${two(random, 1, 12)}.2026`,
      `${two(random, 1, 12)}/${two(random, 1, 28)}/2026`,
    ]),
  clock: (random) =>
    random.pick([`${two(random, 0, 23)}:${two(random, 0, 59)}`, `${random.between(1, 12)}:${two(random, 0, 59)} PM`]),
  span: (random) =>
    random.pick([
      `${random.between(1, 90)} s`,
      `${random.between(1, 90)}000 ms`,
      `${random.between(2, 90)} seconds`,
      `${random.between(1, 90)}.5s`,
    ]),
  link: (random) =>
    `https://${random.pick(["api", "hub", "acme"])}.acme.example/v2/orders/${random.text(8, HEX)}?t=${random.between(1, 99_999)}`,
  file: (random) =>
    random.pick([
      `/tmp/run-${random.text(6, HEX)}/app.apk`,
      `/var/folders/x${random.text(3, HEX)}/T/app.apk`,
      `/Users/ci${random.between(1, 9)}/app.apk`,
    ]),
  mail: (random) =>
    `${random.pick(["ana", "test.user", "qa+bot"])}${random.between(1, 999)}@${random.pick(["acme.example", "mail.example.org"])}`,
  phone: (random) =>
    random.pick([
      `+49 ${random.text(3, DIGITS)} ${random.text(7, DIGITS)}`,
      `(${random.text(3, DIGITS)}) ${random.text(3, DIGITS)}-${random.text(4, DIGITS)}`,
    ]),
  host: (random) =>
    `${[0, 0, 0, 0].map(() => random.between(0, 255)).join(".")}${random.pick(["", `:${random.between(80, 65_535)}`])}`,
};

/** Messages by cause: each line is a cause of its own. */
const CAUSES: readonly (readonly [command: string, message: string])[] = [
  ["find element", "org.openqa.selenium.NoSuchElementException: no such element: id=pay_now"],
  ["find element", "org.openqa.selenium.NoSuchElementException: no such element: id=login"],
  ["find element", "org.openqa.selenium.NoSuchElementException: no such element: id=btn2submit"],
  ["find element", "org.openqa.selenium.NoSuchElementException: no such element: id=btn2cancel"],
  ["tap", "org.openqa.selenium.NoSuchElementException: no such element: id=pay_now"],
  ["find element", "org.openqa.selenium.StaleElementReferenceException: element {hex} is stale, id=pay_now"],
  [
    "wait for element",
    'TimeoutException: waiting for By.xpath: //*[@label="Order confirmed"] (tried for {span} with {n} milliseconds interval)',
  ],
  [
    "wait for element",
    'TimeoutException: waiting for By.xpath: //*[@label="Order refused"] (tried for {span} with {n} milliseconds interval)',
  ],
  ["wait for element", "TimeoutException: waiting for By.xpath: //div[{n}]/span[@id='total'] (tried for {span})"],
  ["wait for element", "TimeoutException: waiting for By.xpath: //div[{n}]/span[@id='basket'] (tried for {span})"],
  ["assert text", "java.lang.AssertionError: Total expected [{amount}] but found [{amount}]"],
  ["assert text", "java.lang.AssertionError: Discount expected [{amount}] but found [{amount}]"],
  ["assert text", 'Order "{order}" of {day} is not listed'],
  ["assert text", 'Order "{order}" of {day} is listed twice'],
  ["assert text", "Clock shows {clock}, expected {clock}"],
  ["http request", "java.io.IOException: Server returned HTTP response code: 503 for URL: {link}"],
  ["http request", "java.io.IOException: Server returned HTTP response code: 404 for URL: {link}"],
  ["http request", "java.net.ConnectException: Connection refused: {host}"],
  ["http request", "java.net.SocketTimeoutException: Connection timed out after {span}: {host}"],
  ["open device", "HANDSET_ERROR: Cannot open device {device}, it is in use by {mail} since {moment}"],
  ["open device", "HANDSET_ERROR: Cannot open device {device}, it is not connected since {moment}"],
  ["launch app", "The application crashed (pid {n}) at {address} in session {uuid}"],
  ["launch app", "The application was killed (pid {n}) at {address} in session {uuid}"],
  ["install app", "Cannot read {file}: signature {hex} could not be verified"],
  ["install app", "Cannot read {file}: no space left, {n} bytes needed"],
  ["send sms", "No message at {phone} within {span}"],
  ["send mail", "No message at {mail} within {span}"],
  ["execute script", "java.lang.NullPointerException: {object} at Checkout.java:{n}"],
  ["execute script", "java.lang.IllegalStateException: {object} at Checkout.java:{n}"],
  ["execute script", "Session {uuid} of {serial} is gone since {moment}, trace {hex}"],
  ["execute script", "Session {uuid} of {serial} was taken over at {moment}, trace {hex}"],
  [
    "execute script",
    "Checkout of basket {uuid} ended in a state that nobody expected: the payment of {amount} for order {order} was accepted at {moment} by the bank and refused by the shop at {moment}; the basket was emptied after {span}, the customer {mail} was told to wait, and the page that should have shown a receipt, {link}, said that there was no such order in the books of the day {day} or any day before it, trace {hex}",
  ],
];

function two(random: Seeded, min: number, max: number): string {
  return String(random.between(min, max)).padStart(2, "0");
}

function failure(random: Seeded, cause: number, id: string): RecordedExecution {
  const [name = "", template = ""] = CAUSES[cause] ?? [];
  const deviceId = random.text(16, DIGITS + CAPITALS);
  const text = template.replace(/\{(\w+)\}/g, (_, what: string) => VALUES[what]?.(random) ?? deviceId);
  const message = `${text}\nBuild info: version: '4.${random.between(1, 30)}'\nStack Trace:\n\tat a.b(C.java:${random.between(1, 500)})`;
  const detail = failingCommand([{ name, status: "FAILURE", message, screenshots: [] }]);
  return aRecordedExecution(
    { id, status: "FAILED", message, platforms: [{ kind: "device", deviceId }] },
    { enrichment: { state: "done", ...(detail === undefined ? {} : { failure: detail }) } },
  );
}

const pairs = (count: number): number => (count * (count - 1)) / 2;

it("puts together what has one cause, and hardly anything else, in random builds", () => {
  let [together, truly, both] = [0, 0, 0];
  for (let seed = 0; seed < 60; seed += 1) {
    const random = seeded(seed);
    const causes = random.shuffle([...CAUSES.keys()]).slice(0, random.between(4, 20));
    const failures = causes.flatMap((cause) =>
      Array.from({ length: random.between(1, 12) }, (_, at) => ({
        cause,
        recorded: failure(random, cause, `${cause}.${at}`),
      })),
    );
    const truth = new Map(failures.map(({ cause, recorded }) => [recorded, cause]));
    for (const { executions } of groupByCause(failures.map(({ recorded }) => recorded))) {
      together += pairs(executions.length);
      for (const [, same] of Map.groupBy(executions, (one) => truth.get(one))) both += pairs(same.length);
    }
    for (const [, same] of Map.groupBy(failures, ({ cause }) => cause)) truly += pairs(same.length);
  }
  expect(both / together).toBeGreaterThanOrEqual(0.95);
  expect(both / truly).toBeGreaterThanOrEqual(0.95);
});
