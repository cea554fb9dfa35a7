/** Codes overtake messages to many in the same process: a wave hands nothing more over while a code is on its way, or may be. */
import { setTimeout as wait } from "node:timers/promises";

let codes = 0;
let expectedUntil = 0;

/** How long waves wait for a job that the queue has announced to begin, in milliseconds. */
const longestExpected = 50;

/** Says that a job has come into the queue. It may be a code, which would wait for the mails of waves before it is even read. */
export function expectCode(): void {
	expectedUntil = performance.now() + longestExpected;
}

/** Says that the announced job has begun. A code holds the waves from here on, another job does not. */
export function jobBegan(): void {
	expectedUntil = 0;
}

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
	const isHeld = () => codes > 0 || performance.now() < expectedUntil;
	for (const end = performance.now() + longestWait; isHeld() && performance.now() < end; ) await wait(2);
}
