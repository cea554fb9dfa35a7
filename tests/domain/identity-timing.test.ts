import { expect, it } from "vitest";
import { requestCode, sendAnotherCode, signInMember } from "@/lib/identity";
import { codeLimits, longCodeDigits } from "@/lib/identity/code-limits";
import { activateVersion, addIncident, addMember } from "../support/exposed-people";
import { connectAs } from "../support/roles";
import { mayStray, slowerInPairs } from "../support/timing-pairs";

const owner = connectAs("owner");
const pairs = 200;

const start = async (address: string, network = "") => {
	const started = await requestCode({ purpose: "sign-in", address, locale: "en", network });
	if (!started.ok) throw new Error(started.reason);
	return started.value;
};

it("a code for somebody who is in the data and has signed in before takes as long as for anybody", async () => {
	const known = Array.from({ length: pairs }, (_, at) => `known${at}@example.org`);
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
	for (let at = 0; at < 20; at++) await ask(`first${at}@example.org`);
	const slower = await slowerInPairs(
		pairs,
		(pair) => ask(known[pair] as string),
		(pair) => ask(`other${pair}@example.org`),
	);
	expect(Math.abs(slower - pairs / 2)).toBeLessThan(mayStray(pairs));
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
		const addresses = Array.from({ length: pairs }, (_, at) => `${name}${at}@example.org`);
		const found: string[] = [];
		for (const [at, address] of addresses.entries()) found.push(await start(address, `network ${name} ${at}`));
		return found;
	};
	const [known, other] = [await tokens("known"), await tokens("branch")];
	await prepare();
	const slower = await slowerInPairs(
		pairs,
		(pair) => act(known[pair] as string),
		(pair) => act(other[pair] as string),
	);
	expect(Math.abs(slower - pairs / 2)).toBeLessThan(mayStray(pairs));
});
