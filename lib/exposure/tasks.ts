import type { TaskList } from "graphile-worker";
import { countChecks } from "./check-counts";

/** The worker's tasks of this subject. */
export const tasks: TaskList = { count_checks: () => countChecks() };
