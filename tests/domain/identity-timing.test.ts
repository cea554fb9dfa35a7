import { expect, it } from "vitest";
import { requestCode, sendAnotherCode } from "@/lib/identity";
import { activateVersion, addIncident, addMember } from "../support/exposed-people";
import { connectAs } from "../support/roles";
import { mayStray, slowerInPairs } from "../support/timing-pairs";

const owner = connectAs("owner");
const pairs = 200;

it("an address of somebody who stands in the data and has signed in before takes the time of any other", async () => {
	const known = Array.from({ length: pairs }, (_, at) => `known${at}@example.org`);
	const { datasetId } = await addIncident(owner);
	await activateVersion(
		owner,
		datasetId,
		known.map((email) => ({ identifiers: { email } })),
	);
	for (const email of known) await addMember(owner, { email });
	const ask = async (address: string) => {
		const started = await requestCode({ purpose: "sign-in", address, locale: "en" });
		if (!started.ok) throw new Error(started.reason);
		const again = await sendAnotherCode(started.value, "sign-in");
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
