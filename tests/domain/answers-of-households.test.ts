/** Two rows of one mailbox, from the import to its reader's answer: two people's are withheld, one person's are shown. */
import { beforeAll, describe, expect, it } from "vitest";
import { activateTable, twoDataLeads } from "../support/activated-table";
import { addMember, checkNow } from "../support/exposed-people";
import { guessed } from "../support/imports";
import { connectAs } from "../support/roles";

const owner = connectAs("owner");

/** The names of two rows, with a title for a column of its own before "|", and the telephone numbers. */
type Pair = [one: string, other: string, onePhone?: string, otherPhone?: string];
const landline = "01632 960001";

const twoPeoples: Pair[] = [
	["Major Singh", "Gurpreet Singh"],
	["JP Invented", "Ben Invented"],
	["Gen Invented", "Ben Invented"],
	["Junior Invented", "Ben Invented"],
	["Hon Invented", "Wai Invented"],
	["Ada Senior", "Ada Invented"],
	["Mr Invented", "Mrs Invented"],
	["Mr J Invented", "Mrs J Invented", landline, landline],
	["Invented, Mr J", "Invented, Ms J", landline, landline],
	["Mr J Invented", "Mrs Jane Invented"],
	["Mr | J Invented", "Mrs | J Invented", landline, landline],
	["राम", "रमा"],
	["だいき", "たいき"],
	["Branch Secretary", "Branch Secretary"],
	["The Occupier", "The Occupier"],
	["Press Office", "Press Office"],
	["Women's Officer", "Women’s Officer"],
	["A.N. Other", "A N Other"],
	["null null", "null null", "07700 900001", "07700 900002"],
	["undefined undefined", "undefined undefined", "07700 900001", "07700 900002"],
	["office@example.org", "office@example.org", "07700 900001", "07700 900002"],
	["*|FNAME|*", "*|FNAME|*", "07700 900001", "07700 900002"],
	["Secretary", "Ada Invented"],
	["John Invented Sr", "John Invented Jr"],
	["Parent of Ada Invented", "Ada Invented"],
	["c/o Ben Made", "Ben Made"],
	["Ada Invented c/o Ben Made", "Ben Made"],
	["Rani w/o Ravi Invented", "Ravi Invented"],
	["Mr | John Invented Snr", "Mr | John Invented Jnr"],
	["Herr | Erfunden", "Frau | Erfunden"],
	["M. | Inventé", "Mme | Inventé"],
	["M. Inventé", "Mme Inventé"],
	["M Inventé", "Mlle Inventé"],
	["Mr Rahman", "Begum Rahman"],
	["Mr | Rahman", "Begum Rahman"],
	["Mr John Invented", "Mrs John Invented"],
	["Mr | ", "Mrs | "],
	["Ali bin Omar", "Omar bin Ali"],
	["Mr Jr | John Invented", "Mr Sr | John Invented"],
];

const onePersons: Pair[] = [
	["Mrs Ada Invented", "Ada Invented"],
	["Ms Ada Invented", "Mrs A Invented"],
	["JR Invented", "John Robert Invented"],
	["Mr | JR Invented", "John Robert Invented"],
	["AdaInvented", "Ada Invented"],
	["Mr Sam Invented", "Ms Sam Invented"],
	["M. Ada Inventée", "Mme Ada Inventée"],
	["Dr Ada Invented", "Mrs Ada Invented"],
	["Major Ada Invented", "Ada Invented"],
	["Rt Hon Ada Invented MP", "Ada Invented"],
	["Ada Invented JP", "Ada Invented"],
	["Angus McInvented", "Angus MacInvented"],
	["Angus Mc Invented", "Angus McInvented"],
	["undefined undefined", "Ada Invented"],
	["Ada Invented <ada@example.org>", "Ada Invented"],
	['{"full":"Ada Invented","first":"Ada"}', "Ada Invented"],
	["Jos\\u00e9 Invented", "José Invented"],
	["{{first_name}}", "Ada Invented"],
	["رَحمَن", "رحمن"],
	["Pat O Brien", "Pat O'Brien"],
	["Ms | Mary Ann De Made", "Mary-Ann DeMade"],
	["Xiaoming Wang", "Wang Xiao Ming"],
	["王小明", "王 小明"],
	["Ada NULL", "Ada Invented"],
];

const all = [...twoPeoples, ...onePersons];
const addressOf = (pair: Pair) => `pair${all.indexOf(pair)}@example.org`;
let incidentId: string;

beforeAll(async () => {
	const cell = (text = "") => `"${text.replaceAll('"', '""')}"`;
	const titleAndName = (text: string) =>
		((parts) => [parts.length > 1 ? parts[0] : "", parts.at(-1)])(text.split(" | "));
	const rows = all.flatMap((pair) => [
		[addressOf(pair), ...titleAndName(pair[0]), pair[2] ?? "", "11-22-33 11111111"],
		[addressOf(pair), ...titleAndName(pair[1]), pair[3] ?? "", "11-22-33 22222222"],
	]);
	// As many ordinary rows, from which the columns are known.
	const others = all.map((_, at) => [
		`other${at}@example.org`,
		"",
		"Pat Invented",
		"07700 900003",
		"11-22-33 33333333",
	]);
	const table = [["Email", "Title", "Name", "Mobile", "Account number"], ...rows, ...others];
	const text = table.map((cells) => `${cells.map(cell).join(",")}\n`).join("");
	({ incidentId } = await activateTable(owner, await twoDataLeads(), text, guessed(text)));
});

async function answerFor(email: string) {
	const checked = await checkNow(await addMember(owner, { email }));
	if (!checked.ok) throw new Error(checked.reason);
	return checked.value.answers.find(({ incident }) => incident.id === incidentId);
}
const accountsIn = (answer: Awaited<ReturnType<typeof answerFor>>) =>
	answer?.lines.find(({ category }) => category === "bank-details")?.hints ?? [];

describe("of two people neither is shown to the reader of their mailbox", () => {
	it.each(twoPeoples)("%s and %s", async (...pair) => {
		const answer = await answerFor(addressOf(twoPeoples.find((one) => one.join() === pair.join()) as Pair));
		expect(answer?.outcome).toBe("unable-to-match");
		expect(accountsIn(answer)).toEqual([]);
	});
});

describe("of one person both rows are shown", () => {
	it.each(onePersons)("%s and %s", async (...pair) => {
		const answer = await answerFor(addressOf(onePersons.find((one) => one.join() === pair.join()) as Pair));
		expect(answer).toMatchObject({ outcome: "affected", moreWithheld: false });
		expect(accountsIn(answer)).toEqual(["account ending 11", "account ending 22"]);
	});
});
