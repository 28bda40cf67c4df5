import type { JsonValue } from "@perfecto-bot/simulators/slack";
import { memo } from "react";
import type { ReactNode } from "react";
import { DrawBlock } from "./draw-block.tsx";
import { readObjects, readText } from "./read-json.ts";

/** Blocks below each other. */
export const DrawBlocks = memo(function DrawBlocks({ blocks }: { readonly blocks: readonly JsonValue[] }): ReactNode {
  return (
    <div className="sl-blocks">
      {readObjects(blocks).map((block, at) => (
        <DrawBlock key={readText(block["block_id"]) || at} block={block} />
      ))}
    </div>
  );
});
