import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { createConnection } from "./connection/create-connection.ts";
import { nextFrame } from "./connection/next-frame.ts";
import { openEventSource } from "./connection/open-event-source.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no element #root.");

const connection = createConnection({ open: openEventSource, nextFrame });
createRoot(root).render(
  <StrictMode>
    <App connection={connection} />
  </StrictMode>,
);
