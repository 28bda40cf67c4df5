import { pictureStoreConformance } from "../conformance/picture-store-conformance.ts";
import { createMemoryPictureStore } from "./memory-picture-store.ts";
import { createMemoryWorkSchedule } from "./memory-work-schedule.ts";

pictureStoreConformance("the memory picture store", () => {
  const schedule = createMemoryWorkSchedule();
  return { store: createMemoryPictureStore(schedule), schedule };
});
