import type { TaskList } from "graphile-worker";
import { askCarriers } from "./carried-deliveries";
import { sendTrial } from "./send-trial";
import { recoverDeliveries, sendWave } from "./send-wave";
import { forgetSuppressions } from "./suppression-list";

/** What the worker does for this subject. */
export const tasks: TaskList = {
	send_trial: sendTrial,
	send_wave: sendWave,
	ask_carriers: askCarriers,
	recover_deliveries: recoverDeliveries,
	forget_suppressions: forgetSuppressions,
};
