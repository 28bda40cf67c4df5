import { workScheduleConformance } from "../conformance/work-schedule-conformance.ts";
import { createMemoryWorkSchedule } from "./memory-work-schedule.ts";

workScheduleConformance("the memory schedule", createMemoryWorkSchedule);
