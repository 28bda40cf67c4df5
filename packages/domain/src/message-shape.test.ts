import { describe, expect, it } from "vitest";
import { messageShape } from "./message-shape.ts";

describe("messageShape", () => {
  it.each<[string, readonly string[]]>([
    ["numbers", ["found 3 rows", "found 17 rows", "found -2 rows", "found 1 row"]],
    ["locale's numbers", ["sum 1,234.5 due", "sum 1.234,5 due", "sum 12 due", "sum 1 234,50 due", "sum 1'234.50 due"]],
    [
      "locale's numbers with units",
      ["used 12 bytes", "used 1,234,567 bytes", "used 1\u202f234\u202f567 bytes", "used 1’234 bytes"],
    ],
    ["currencies", ["Total $45.00 shown", "Total 49,90 € shown", "Total EUR 5 shown"]],
    [
      "durations",
      [
        "gone after 30 s.",
        "gone after 30000 ms.",
        "gone after 1.5 minutes.",
        "gone after 1m 30s.",
        "gone after PT30S.",
      ],
    ],
    ["seconds in brackets", ["tried for 1 second(s) with", "tried for 30 seconds with"]],
    ["UUIDs", ["job 0f8fad5b-d9cb-469f-a165-70867728950e", "job 7C9E6679-7425-40DE-944B-E07FC1F90AE7"]],
    ["hex ids", ["session 4f3a9c2d1b gone", "session 88aa77cc66 gone", "session 1234567890 gone"]],
    ["addresses in memory", ["null at 0x7ffe1a", "null at 0x1", "null at 0xdead"]],
    ["objects", ["no cast of com.acme.Pay@1b2c3d", "no cast of com.acme.Pay@deadbeef"]],
    ["iOS devices", ["lost 00008030-001A2B3C4D5E6F70", "lost 00008110-000112233445566E"]],
    ["Android devices", ["lost R58M12ABCDE now", "lost R38N30XYZQW now", "lost ZY2232KQWX now"]],
    ["order numbers", ['order "ORD-18842" missing', 'order "ORD-2024-771" missing', 'order "ORD-K7QZXW" missing']],
    ["order numbers with letters", ["order 'AB1234' missing", "order 'XY99871' missing", "order '7f3k9q' missing"]],
    [
      "dates",
      ["due 2026-11-20 or", "due 20.11.2026 or", "due 11/20/26 or", "due Nov 20, 2026 or", "due 20 November 2026 or"],
    ],
    [
      "moments",
      [
        "at 2026-11-20T09:00:00.123Z died",
        "at 2026-11-20 09:00:00 died",
        "at 2026-11-20T09:00:00+01:00 died",
        "at Fri Nov 20 09:00:00 UTC 2026 died",
      ],
    ],
    ["clocks", ["shows 09:00 now", "shows 9:05:33 PM now", "shows 11:59 a.m. now"]],
    [
      "links",
      [
        "no answer from https://a.example/1",
        "no answer from http://b.example:80/2?x=y#z",
        "no answer from wss://c.example",
      ],
    ],
    [
      "files",
      ["cannot read /tmp/run-12/app.apk", "cannot read /var/folders/x9/T/app.apk", "cannot read /Users/ana/app.apk"],
    ],
    ["files of Windows", ["cannot read C:\\Users\\ana\\app.apk", "cannot read D:\\ci\\work-7\\app.apk"]],
    ["mail addresses", ["no account ana@acme.example", "no account test+17@mail.acme.co.uk"]],
    [
      "phone numbers",
      ["dialled +49 170 1234567 in vain", "dialled (555) 123-4567 in vain", "dialled +1-555-123-4567 in vain"],
    ],
    [
      "addresses of hosts",
      ["refused by 10.0.0.1:8080 (x)", "refused by 192.168.1.77 (x)", "refused by fe80::1ff:fe23:4567:890a (x)"],
    ],
    ["ports", ["localhost:4723 refused", "localhost:8200 refused"]],
    ["lines", ["Login.java:61 threw", "Login.java:118 threw"]],
    ["places", ["tap at (12, 480) failed", "tap at (1080, 7) failed"]],
    ["sizes", ["used 3 KB of", "used 1.2 MB of"]],
    ["pixels", ["width is 50px here", "width is 1080 px here", "width is 7 px here"]],
    ["counters", ["worker T9 on pool-1-thread-7 died", "worker T100 on pool-3-thread-12 died"]],
    ["tokens", ["session aB3xK9zQ1mWp7R gone", "session Zt8QwE4rT5yU1iO9p gone"]],
    [
      "object paths in the lab",
      ["run ana@lab.example_tap_20-11-26_09_00_00_12 died", "run bo@lab.example_tap_1-1-26_1_2_3_4 died"],
    ],
    ["hosts of IPv6", ["refused by [::1]:4723", "refused by [fe80::1ff:1]:80"]],
    ["short hex ids", ["heap [a1b2c3d4] 4f2a", "heap [deadbeef] 9b1"]],
    ["days after clocks", ["at 9:05 AM on Monday", "at 23:45 on Friday"]],
    ["days with names", ["of 20-Nov-2026 x", "of Friday, 20. November 2026 x", "of November 1st, 2026 x"]],
    ["what is counted", ["found 1 element, but", "found 12 elements, but"]],
    ["lists of numbers", ["rows [1, 2, 3] differ", "rows [4] differ"]],
    ["ordinals", ["the 1st tab", "the 22nd tab"]],
    ["case and blanks", ["Element  not\nfound", "element not found"]],
  ])("is the same over %s", (_what, [first = "", ...others]) => {
    for (const other of others) expect(messageShape(other)).toBe(messageShape(first));
  });

  it.each([
    ["ids of elements", "no such element: id=pay_now", "no such element: id=login"],
    ["selectors", '{"selector":"#pay"}', '{"selector":"#login"}'],
    ["selectors with numbers", "By.id: btn2submit", "By.id: btn2cancel"],
    ["words with numbers", "id=step1_next", "id=step1_back"],
    ["paths in a page", "//div[2]/span[@id='pay']", "//div[2]/span[@id='login']"],
    ["tags in a page", "//android.widget.Button[3]", "//android.widget.TextView[3]"],
    ["labels", '//*[@label="Order confirmed"]', '//*[@label="Order refused"]'],
    ["classes", "java.lang.NullPointerException: x", "java.lang.IllegalStateException: x"],
    ["packages", "com.acme.pay.Failed", "com.acme.login.Failed"],
    ["answers of servers", "HTTP response code: 503 for URL", "HTTP response code: 404 for URL"],
    ["answers that were expected otherwise", "expected status 200 but got 404", "expected status 200 but got 500"],
    ["ids with one letter", "id=cell_a1", "id=cell_b1"],
    ["files", "cannot read /tmp/1/app.apk", "cannot read /tmp/1/config.json"],
    ["wording", "Element not found", "Element not clickable"],
    ["constants", "OAUTH2TOKEN refused", "BASE64DECODE refused"],
    ["names in camel case", "loginButton2Submit missing", "loginButton2Cancel missing"],
    ["signs", "id #pay", "id .pay"],
    ["models in words", "needs iphone15pro", "needs galaxy23ultra"],
  ])("differs with other %s", (_what, one, other) => {
    expect(messageShape(one)).not.toBe(messageShape(other));
  });

  it("takes what is known for a value", () => {
    const on = (name: string): string => messageShape(`Cannot unlock ${name} (8)`, [name]);
    expect(on("iPhone 15 Pro")).toBe(on("Galaxy S23"));
  });
});
