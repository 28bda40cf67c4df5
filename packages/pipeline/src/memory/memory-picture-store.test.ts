import { pictureStoreConformance } from "../conformance/picture-store-conformance.ts";
import { createMemoryPictureStore } from "./memory-picture-store.ts";

pictureStoreConformance("memory", () => createMemoryPictureStore());
