/** Codes overtake messages to many in the same process: a wave hands nothing more over while a code is on its way. */
import { setTimeout as wait } from "node:timers/promises";

let codes = 0;

/** Runs the delivery of a code. Waves wait meanwhile. */
export async function overtake<T>(deliver: () => Promise<T>): Promise<T> {
	codes++;
	try {
		return await deliver();
	} finally {
		codes--;
	}
}

/** How long a wave waits for codes before each mail, in milliseconds: a slow server or many codes do not stop it for good. */
const longestWait = 500;

/** Waits while codes are on their way. */
export async function letCodesPass(): Promise<void> {
	for (const end = Date.now() + longestWait; codes > 0 && Date.now() < end; ) await wait(5);
}
