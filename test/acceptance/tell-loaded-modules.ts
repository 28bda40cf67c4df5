import { registerHooks } from "node:module";
import { writeSync } from "node:fs";

/** Loaded before a program (`node --import`), it tells every module that is resolved after it on standard error. */
registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    writeSync(2, `loaded ${resolved.url}\n`);
    return resolved;
  },
});
