import type { TaskList } from "graphile-worker";
import { sendPushes } from "./push-subscriptions";
import { sendUpdates } from "./send-updates";

/** The worker's tasks of this subject. */
export const tasks: TaskList = { send_updates: sendUpdates, send_pushes: sendPushes };
