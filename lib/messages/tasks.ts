import type { TaskList } from "graphile-worker";
import { askCarriers } from "./carried-deliveries";
import { sendTrial } from "./send-trial";
import { recoverDeliveries, sendWave } from "./send-wave";
import { forgetSuppressions } from "./suppression-list";
import { forgetWebhooks, readWebhooks } from "./webhook-reports";

/** What the worker does for this subject. */
export const tasks: TaskList = {
	send_trial: sendTrial,
	send_wave: sendWave,
	ask_carriers: askCarriers,
	recover_deliveries: recoverDeliveries,
	read_webhooks: readWebhooks,
	forget_webhooks: forgetWebhooks,
	forget_suppressions: forgetSuppressions,
};
