/** How mails of messages to many make way for codes, in the process that sends both. */
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { expectCode, jobBegan, overtake } from "@/lib/mail";
import { inSlot } from "@/lib/messages/sending-slots";

/** Hands over as many mails at once, each of which ends when the test says so. Returns those that have begun, in their order. */
function handOver(count: number) {
	const begun: number[] = [];
	const ends: (() => void)[] = [];
	const all = Array.from({ length: count }, (_, at) =>
		inSlot(() => {
			begun.push(at);
			return new Promise<void>((end) => ends.push(end));
		}),
	);
	return { begun, ends, all: Promise.all(all) };
}
async function until(done: () => boolean) {
	while (!done()) await wait(1);
}

it("are handed over ten at once, so that no more than these are before a code, and in their order", async () => {
	const { begun, ends, all } = handOver(25);
	await until(() => begun.length === 10);
	for (let ended = 0; ended < 25; ended++) {
		await until(() => ends.length > ended);
		expect(begun.length - ended).toBeLessThanOrEqual(10);
		ends[ended]?.();
	}
	await all;
	expect(begun).toEqual(Array.from({ length: 25 }, (_, at) => at));
});

it("wait from the moment at which the queue announces a job until a code has left, or another job has begun", async () => {
	expectCode();
	const { begun, ends, all } = handOver(1);
	let leave = () => {};
	const code = overtake(() => new Promise<void>((resolve) => (leave = resolve)));
	jobBegan();
	await wait(20);
	expect(begun).toEqual([]);
	leave();
	await code;
	await until(() => begun.length === 1);
	ends[0]?.();
	await all;
});

it("wait for neither for good", async () => {
	const code = overtake(() => wait(900));
	expectCode();
	const started = performance.now();
	await inSlot(async () => {});
	expect(performance.now() - started).toBeLessThan(850);
	await code;
});
