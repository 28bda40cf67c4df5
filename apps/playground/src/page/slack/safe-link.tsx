import type { ReactNode } from "react";
import { safeHref } from "./safe-href.ts";

/** A link that opens in a new tab; its words alone where the address may not be opened. */
export function SafeLink({ url, children }: { readonly url: string; readonly children: ReactNode }): ReactNode {
  const href = safeHref(url);
  if (href === undefined) return <span>{children}</span>;
  return (
    <a className="sl-link" href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
