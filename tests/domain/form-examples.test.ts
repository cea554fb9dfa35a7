/** An example in a hint or in an error is accepted by its field: whoever copies it is not refused. */
import { expect, test } from "vitest";
import { stateBeforePublishing } from "@/app/staff/_shared/form-steps";
import { incidentFormOf } from "@/app/staff/incidents/incident-forms";
import { correctionFields } from "@/app/staff/updates/text-fields";
import { type FormField, inputFields } from "@/components/staff/form-fields";
import { checkSender } from "@/lib/fakes";
import cy from "@/lib/i18n/cy";
import en from "@/lib/i18n/en";
import { normalise, normalisePostcode } from "@/lib/identifiers";
import type { incidentAdmin } from "@/lib/incidents";
import { correctionNote, updateText } from "@/lib/incidents/schema";

const incident = {
	id: "inc_example",
	titleEn: "",
	titleCy: "",
	questionEn: "",
	questionCy: "",
	summaryEn: "",
	summaryCy: "",
	processorEn: "",
	processorCy: "",
	breachTypes: [],
	knownEn: "",
	knownCy: "",
	unknownEn: "",
	unknownCy: "",
	doingEn: "",
	doingCy: "",
	findings: [],
	held: [],
	reports: [],
	publishedAt: null,
} as unknown as incidentAdmin.DeskIncident;
const paths = ["headline", "circumstances", "knowledge", "findings", "held/member", "authorities/new"];

/** Returns the examples of a text: what is in quotation marks, and what follows "such as". */
const examplesIn = (text: string) => [
	...[...text.matchAll(/“([^”]+)”/g)].map(([, example = ""]) => example),
	...[...text.matchAll(/such as ([^“.]+?)(?=\. |, or |$)/g)].map(([, example = ""]) => example),
];

/** Returns the errors that a form gives for one typed value, of that field alone. */
function errorsOf(path: string, name: string, typed: string): string[] {
	const form = new FormData();
	form.set(name, typed);
	const read = incidentFormOf(incident, path)?.read(form);
	return read && !read.ok
		? read.state.errors.filter(({ field }) => field === name.replace("[]", "")).map(({ message }) => message)
		: [];
}

test.each(paths)("the fields of an incident's form accept their examples: %s", (path) => {
	for (const field of inputFields(incidentFormOf(incident, path)?.fields ?? [])) {
		const hints = examplesIn(field.hint ?? "");
		const errors = field.kind === "line" || field.kind === "text" ? errorsOf(path, field.name, "nonsense") : [];
		for (const example of [...hints, ...errors.flatMap(examplesIn)])
			expect(errorsOf(path, field.name, example), `${field.label}: ${example}`).toEqual([]);
	}
});

test("the errors of date fields have examples, and so have hints of this test's forms", () => {
	expect(errorsOf("circumstances", "occurredOn", "nonsense").flatMap(examplesIn)).toEqual(["29/10/2021"]);
	expect(errorsOf("circumstances", "toldMembersAt", "nonsense").flatMap(examplesIn)).toEqual(["5/11/2021, 18:00"]);
	expect(errorsOf("circumstances", "occurredOn", "31/02/2021")).not.toEqual([]);
});

test("the fields of an update accept what their hints show", () => {
	const shape = { ...updateText.shape, ...correctionNote.shape };
	const empty = { titleEn: "", titleCy: "", summaryEn: "", summaryCy: "", bodyEn: "", bodyCy: "" };
	const fields: FormField[] = correctionFields(empty);
	for (const field of inputFields(fields))
		for (const example of [...examplesIn(field.hint ?? ""), ...(field.name === "bodyEn" ? [field.hint ?? ""] : [])])
			expect(shape[field.name as keyof typeof shape].safeParse(example).success, example).toBe(true);
});

const readers: Record<string, (example: string) => unknown> = {
	"a telephone number": (example) => normalise("telephone", example),
	"a mobile number": (example) => normalise("telephone", example),
	"a full postcode": normalisePostcode,
	"a name and a full postcode": (example) => normalise("name-postcode", `Ada Example, ${example}`),
	"an email address or the address of a website": (example) => checkSender(example).length === 1,
	"an email address": (example) => normalise("email", example),
	"the code": (example) => /^[A-Z0-9]{4}(-[A-Z0-9]{4}){3}$/.test(example),
};

test("every example of the members' catalogue is accepted by its reader, in both languages", () => {
	const found: string[] = [];
	const walk = (english: object, welsh: object): void => {
		for (const [key, text] of Object.entries(english)) {
			const translated = welsh[key as keyof typeof welsh] as unknown;
			if (typeof text === "object") walk(text as object, translated as object);
			const [, what, example] =
				/^Enter ([^,]+), such as (\S+?(?: [A-Z0-9]+)*)(?=[,.]? |[,.]?$)/.exec(String(text)) ?? [];
			if (what === undefined || example === undefined) continue;
			expect(readers[what]?.(example), `${what}: ${example}`).toBeTruthy();
			expect(translated).toContain(example.replace(/^name@/, "enw@"));
			found.push(example);
		}
	};
	walk(en, cy);
	expect(found.length).toBeGreaterThan(5);
});

test("what readers will see is what is saved: a link without https:// is already completed", () => {
	const form = new FormData();
	const empty = { titleEn: "Now", titleCy: "", summaryEn: "", summaryCy: "", bodyEn: "", bodyCy: "" };
	const typed = { ...empty, summaryEn: "S", bodyEn: "See [help](www.example.org/help)\r\nand [us](example.org)." };
	for (const [name, value] of Object.entries(typed)) form.set(name, value);
	const state = stateBeforePublishing(form, correctionFields(empty), "r", updateText.parse(typed));
	expect(state?.review).toMatchObject([
		{ label: "Summary", one: "", other: "S" },
		{ label: "Text", other: "See [help](https://www.example.org/help)\nand [us](https://example.org)." },
	]);
	form.set("step", "publish");
	expect(stateBeforePublishing(form, correctionFields(empty), "r", {})).toBeUndefined();
});
