import type { JsonObject } from "@perfecto-bot/simulators/slack";
import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { readObject, readText } from "./read-json.ts";
import { safePicture } from "./safe-href.ts";

/** The picture of an image block or element; its words where it cannot be loaded. */
export function Picture({ image, canEnlarge = false }: { readonly image: JsonObject; readonly canEnlarge?: boolean }) {
  const [failedAt, setFailedAt] = useState("");
  const [isLarge, setLarge] = useState(false);
  const fileId = readText(readObject(image["slack_file"])["id"]);
  const address = fileId === "" ? readText(image["image_url"]) : `/api/slack/files/${encodeURIComponent(fileId)}`;
  const src = safePicture(address);
  const alt = readText(image["alt_text"]);
  if (src === undefined || failedAt === src)
    return <span className="sl-no-picture">{alt === "" ? "Picture" : alt}</span>;
  const picture = <img src={src} alt={alt} loading="lazy" onError={() => setFailedAt(src)} />;
  if (!canEnlarge) return picture;
  return (
    <>
      <button type="button" className="sl-enlarge" title="Enlarge" onClick={() => setLarge(true)}>
        {picture}
      </button>
      {isLarge && <LargePicture src={src} alt={alt} onClose={() => setLarge(false)} />}
    </>
  );
}

/** A picture as large as there is room, over the page. */
function LargePicture({
  src,
  alt,
  onClose,
}: {
  readonly src: string;
  readonly alt: string;
  readonly onClose: () => void;
}): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className="sl-large" aria-label="Picture" onClose={onClose}>
      <button type="button" className="sl-close" aria-label="Close" onClick={onClose}>
        <span aria-hidden="true">×</span>
      </button>
      <img src={src} alt={alt} />
    </dialog>
  );
}
