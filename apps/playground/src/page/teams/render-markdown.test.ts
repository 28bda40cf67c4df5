import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "./render-markdown.ts";

const link = (href: string, words: string): string =>
  `<a href="${href}" target="_blank" rel="noreferrer noopener">${words}</a>`;

describe("renderMarkdown", () => {
  it.each([
    ["plain words", "<p>plain words</p>"],
    ["**bold** and _leaning_, *so too*", "<p><strong>bold</strong> and <em>leaning</em>, <em>so too</em></p>"],
    ["**bold and _both_**", "<p><strong>bold and <em>both</em></strong></p>"],
    ["snake_case_name and 3 * 4 * 5", "<p>snake_case_name and 3 * 4 * 5</p>"],
    ["checkout_applePay_*smoke", "<p>checkout_applePay_*smoke</p>"],
    [String.raw`\*no\* \[no\]`, "<p>*no* [no]</p>"],
    ["<at>Dana Levi</at> look", '<p><span class="teams-mention">Dana Levi</span> look</p>'],
    ["[and 2 more](https://a.example/b?c=1&d=2)", `<p>${link("https://a.example/b?c=1&amp;d=2", "and 2 more")}</p>`],
    ["[**fat**](http://a.example)", `<p>${link("http://a.example/", "<strong>fat</strong>")}</p>`],
    ["one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"],
    ["- a\n- b\n\n1. c\n2. d\ne", "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol><p>e</p>"],
    ["", ""],
  ])("%j", (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });

  it.each([
    ["<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"],
    ["<img src=\"x\" onerror='y'>", "<p>&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt;</p>"],
    ["&lt;b&gt;", "<p>&amp;lt;b&amp;gt;</p>"],
    ["[x](javascript:alert)", "<p>x</p>"],
    ["[x](JaVaScRiPt:alert)", "<p>x</p>"],
    ["[x](data:text/html,hi)", "<p>x</p>"],
    ["[x](/relative)", "<p>x</p>"],
    ['[x](https://a.example/"onmouseover="y)', `<p>${link("https://a.example/%22onmouseover=%22y", "x")}</p>`],
    ["<at><b>x</b></at>", "<p>&lt;at&gt;&lt;b&gt;x&lt;/b&gt;&lt;/at&gt;</p>"],
    ["[<at>x</at>](https://a.example)", `<p>${link("https://a.example/", '<span class="teams-mention">x</span>')}</p>`],
    ["![x](https://a.example/p.png)", `<p>!${link("https://a.example/p.png", "x")}</p>`],
  ])("%j cannot do anything", (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(html);
  });

  const pieces = [
    "*",
    "**",
    "_",
    "__",
    "[",
    "](",
    ")",
    "<",
    ">",
    "</at>",
    "<at>",
    '"',
    "'",
    "&",
    "\\",
    "\n",
    "- ",
    "1. ",
  ];
  const words = fc.constantFrom("a", " ", "é", "javascript:x", "https://a.example/", "onerror=x", "<b>");
  const markdown = fc.array(fc.oneof(fc.constantFrom(...pieces), words, fc.string()), { maxLength: 40 });

  it("writes no tag, no attribute and no address but its own, whatever it is given", () => {
    fc.assert(
      fc.property(markdown, (parts) => {
        const rest = renderMarkdown(parts.join(""))
          .replace(/<a href="https?:\/\/[^"<>]*" target="_blank" rel="noreferrer noopener">/g, "")
          .replace(/<span class="teams-mention">|<\/?(?:p|ul|ol|li|strong|em|a|span)>|<br>/g, "");
        expect(rest).not.toMatch(/[<>"']/);
      }),
    );
  });

  it("closes what it opens", () => {
    fc.assert(
      fc.property(markdown, (parts) => {
        let html = renderMarkdown(parts.join("")).replace(/<br>/g, "");
        // The innermost elements first, until none is left.
        for (let before = ""; before !== html;) {
          before = html;
          html = html.replace(/<([a-z]+)(?: [^>]*)?>[^<]*<\/\1>/g, "");
        }
        expect(html).not.toContain("<");
      }),
    );
  });

  it.each(["*", "_", "[", "<at>", "**a ", "[a](", "_ ", "\\"])("is done with many %j", (part) => {
    expect(renderMarkdown(part.repeat(20_000))).toContain("<p>");
  });
});
