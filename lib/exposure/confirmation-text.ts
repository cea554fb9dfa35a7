import { z } from "zod";
import { isSignedBy, signed, signingKeyId } from "../crypto/signature";
import { dataCategories } from "../data-categories";
import { type Confirmation, isOpenOutcome, outcomes, readConfirmationCode, showConfirmationCode } from "./schema";

/**
 * The statement of a confirmation. Its text has lines of "Label: value" in a fixed order. The last line is the signature over
 * all lines before it, with their line feeds. Anybody can check the text with the published key.
 */
export type ConfirmationStatement = Omit<Confirmation, "id" | "text">;

const labels = [
	"Confirmation",
	"From",
	"Told on",
	"Address",
	"Incident",
	"Incident in Welsh",
	"Answer",
	"Versions of the data",
	"Kinds of data",
	"Key",
	"Signature",
] as const;
type Label = (typeof labels)[number];
type Line = [Label, string];

const oneLine = (text: string) => text.normalize("NFC").replaceAll(/\s+/g, " ").trim();
/** What stands in place of the kinds of data while none were found and the answer is open. */
const notKnown = "not known yet";
const writeList = (values: readonly (string | number)[]) => values.join(", ");

/** Returns the lines that are signed. */
function linesOf(statement: ConfirmationStatement, keyId: string): Line[] {
	return [
		["Confirmation", showConfirmationCode(statement.code)],
		["From", statement.from],
		["Told on", statement.toldAt],
		...statement.addresses.map((address): Line => ["Address", address]),
		...statement.incidents.flatMap(({ title, outcome, versions, categories }): Line[] => [
			["Incident", title.en],
			["Incident in Welsh", title.cy],
			["Answer", outcome],
			["Versions of the data", writeList(versions) || "none"],
			[
				"Kinds of data",
				categories ? writeList(categories) || (isOpenOutcome(outcome) ? notKnown : "none") : "not said",
			],
		]),
		["Key", keyId],
	];
}

/** Returns the text that is signed: each line with its line feed. */
const textOf = (lines: Line[]) => lines.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join("");

/** Returns the text of a confirmation, signed with the current key. */
export function signedText(statement: ConfirmationStatement): string {
	const text = textOf(linesOf(statement, signingKeyId()));
	return `${text}Signature: ${signed(text).match(/.{8}/g)?.join(" ")}\n`;
}

/** More lines than a confirmation has, however a mail program or a scanner broke them. */
const maxLines = 1_000;

/**
 * Reads the lines of a text. Joins lines that a mail program or a scanner broke. Returns undefined if the first has no label, or there
 * are too many.
 */
function readLines(text: string): Line[] | undefined {
	const parts = text.split(/[\r\n]+/);
	if (parts.length > maxLines) return undefined;
	const lines: Line[] = [];
	for (const line of parts.map(oneLine).filter(Boolean)) {
		const label = labels.find((name) => line.startsWith(`${name}:`));
		const last = lines.at(-1);
		if (label) lines.push([label, line.slice(label.length + 1).trim()]);
		else if (last)
			last[1] += /[^\s]-$/.test(last[1]) ? line : ` ${line}`; // no space after a hyphen at the line's end
		else return undefined;
	}
	return lines;
}

const readList = (text: string) => (text === "none" || text === notKnown ? [] : text.split(", "));
const statementSchema = z.object({
	code: z.string(),
	from: z.string(),
	toldAt: z.iso.datetime(),
	addresses: z.array(z.string()),
	incidents: z.array(
		z.object({
			title: z.object({ en: z.string(), cy: z.string() }),
			outcome: z.enum(outcomes),
			versions: z.array(z.number()),
			categories: z.array(z.enum(dataCategories)).nullable(),
		}),
	),
});

/** Parses the lines of a text. Returns undefined if one is missing or malformed. */
function parseStatement(lines: Line[]): ConfirmationStatement | undefined {
	const all = (label: Label) => lines.filter(([name]) => name === label).map(([, value]) => value);
	const at = (label: Label, index = 0) => all(label)[index] ?? "";
	const parsed = statementSchema.safeParse({
		code: readConfirmationCode(at("Confirmation")),
		from: at("From"),
		toldAt: at("Told on"),
		addresses: all("Address"),
		incidents: all("Incident").map((title, index) => ({
			title: { en: title, cy: at("Incident in Welsh", index) },
			outcome: at("Answer", index),
			versions: readList(at("Versions of the data", index)).map(Number),
			categories: at("Kinds of data", index) === "not said" ? null : readList(at("Kinds of data", index)),
		})),
	});
	return parsed.success ? parsed.data : undefined;
}

/** Matches more marks on one letter than any language writes (Unicode's Stream-Safe Text, UAX #15). Sorting them takes the square of their number. */
const tooManyMarks = /\p{M}{31}/u;

/** Reads a confirmation's text and checks its signature. Returns undefined if any character was changed. */
export function readSignedText(text: string): ConfirmationStatement | undefined {
	if (tooManyMarks.test(text)) return undefined;
	const lines = readLines(text);
	const signature = lines?.pop();
	const keyId = lines?.at(-1)?.[1];
	if (!lines || signature?.[0] !== "Signature" || !keyId) return undefined;
	const statement = textOf(lines);
	if (!isSignedBy(keyId, statement, signature[1].replaceAll(" ", "").toLowerCase())) return undefined;
	const parsed = parseStatement(lines);
	// Accepts only the lines that `signedText` writes, in its order.
	return parsed && textOf(linesOf(parsed, keyId)) === statement ? parsed : undefined;
}
