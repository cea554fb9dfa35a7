/** How long it takes to be asked for a code says nothing about an address, over HTTP either. */
import { parse } from "csv-parse/sync";
import { affectedTable } from "@/db/demo/affected-table";
import { formFields } from "../support/form-fields";
import { expect, test } from "../support/page";
import { mayStray, slowerInPairs } from "../support/timing-pairs";

const pairs = 150;

test("an address in the data takes the time of one that is in none", async ({ request }) => {
	test.setTimeout(120_000);
	const rows = parse(affectedTable(2), { bom: true }) as string[][];
	const known = [...new Set(rows.flat().filter((value) => /^[a-z.]+\d*@[a-z.]+$/.test(value)))].slice(-pairs);
	expect(known).toHaveLength(pairs);
	const fields = await formFields(request, "/sign-in");
	const ask = async (email: string) => {
		const answer = await request.post("/sign-in", { multipart: { ...fields, email }, maxRedirects: 0 });
		expect(answer.status()).toBe(303);
		expect(answer.headers().location).toMatch(/\/sign-in\/code/);
	};
	for (let at = 0; at < 10; at++) await ask(`first${at}@example.net`);
	const slower = await slowerInPairs(
		pairs,
		(pair) => ask(known[pair] as string),
		(pair) => ask(`nobody${pair}@example.net`),
	);
	expect(Math.abs(slower - pairs / 2)).toBeLessThan(mayStray(pairs));
});
