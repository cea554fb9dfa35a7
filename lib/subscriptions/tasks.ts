import type { TaskList } from "graphile-worker";
import { sendUpdates } from "./send-updates";

/** The worker's tasks of this subject. */
export const tasks: TaskList = { send_updates: sendUpdates };
