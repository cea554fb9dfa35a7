import { beforeEach, expect, it, vi } from "vitest";
import { requestCode, sendAnotherCode, signInMember } from "@/lib/identity";
import { codeLimits, longCodeDigits } from "@/lib/identity/code-limits";
import { activateVersion, addIncident, addMember } from "../support/exposed-people";
import { connectAs } from "../support/roles";
import { mayStray, perSide, slowerInPairs } from "../support/timing-pairs";

const owner = connectAs("owner");
const pairs = 50;
const asked = pairs * perSide;
vi.setConfig({ testTimeout: 240_000 });

/** Makes room in the limits of the site. */
beforeEach(async () => {
	await owner.query("delete from outbox_message");
	await owner.query("delete from challenge");
});

/** An address of some kind. Each has a network, and few have a domain, so that no limit of the site is met. */
const addressOf = (kind: string, at: number) => `${kind}${at}@domain${at % 40}.example`;
const start = async (address: string) => {
	const started = await requestCode({ purpose: "sign-in", address, locale: "en", network: address });
	if (!started.ok) throw new Error(started.reason);
	return started.value;
};

it("a code for somebody who is in the data and has signed in before takes as long as for anybody", async () => {
	const known = Array.from({ length: asked }, (_, at) => addressOf("known", at));
	const { datasetId } = await addIncident(owner);
	await activateVersion(
		owner,
		datasetId,
		known.map((email) => ({ identifiers: { email } })),
	);
	for (const email of known) await addMember(owner, { email });
	const ask = async (address: string) => {
		const again = await sendAnotherCode(await start(address), "sign-in");
		if (!again.ok) throw new Error(again.reason);
	};
	for (let at = 0; at < 20; at++) await ask(addressOf("first", at));
	const slower = await slowerInPairs(
		pairs,
		(at) => ask(known[at] as string),
		(at) => ask(addressOf("other", at)),
	);
	for (const count of Object.values(slower)) expect(Math.abs(count - pairs / 2)).toBeLessThan(mayStray(pairs));
});

it("the measure finds a difference of 2 ms", async () => {
	const leak = async (at: number) => {
		await start(addressOf("leak", at));
		const end = performance.now() + 2;
		while (performance.now() < end);
	};
	const { processor } = await slowerInPairs(pairs, leak, (at) => start(addressOf("sound", at)));
	expect(processor - pairs / 2).toBeGreaterThan(mayStray(pairs));
});

const branches: [string, () => Promise<unknown>, (token: string) => Promise<unknown>][] = [
	[
		"has had its mails",
		() =>
			owner.query("update challenge set sends = $1, attempts = 0, requests = 1 where expires_at > now()", [
				codeLimits.allNetworks.hour,
			]),
		(token) => sendAnotherCode(token, "sign-in"),
	],
	[
		"has had its wrong codes",
		() => owner.query("update challenge set attempts = 4 where expires_at > now()"),
		(token) => signInMember({ token, code: "0000000000", device: "" }),
	],
	[
		"is tried with a long code",
		() => owner.query("update challenge set attempts = 0"),
		(token) => signInMember({ token, code: "0".repeat(longCodeDigits), device: "" }),
	],
];

it.each(branches)("so does an address that %s", async (_branch, prepare, act) => {
	const tokens = async (name: string) => {
		const found: string[] = [];
		for (let at = 0; at < asked; at++) found.push(await start(addressOf(name, at)));
		return found;
	};
	const [known, other] = [await tokens("known"), await tokens("branch")];
	await prepare();
	const slower = await slowerInPairs(
		pairs,
		(at) => act(known[at] as string),
		(at) => act(other[at] as string),
	);
	for (const count of Object.values(slower)) expect(Math.abs(count - pairs / 2)).toBeLessThan(mayStray(pairs));
});
