export { BrowserError } from "./browser-error.ts";
export { openBrowser } from "./open-browser.ts";
