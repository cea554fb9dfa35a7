import { z } from "zod";
import { isSignedBy, signed, signingKeyId } from "../crypto/signature";
import { dataCategories } from "../guidance/schema";
import { type Confirmation, outcomes, readConfirmationCode, showConfirmationCode } from "./schema";

/**
 * A confirmation as it is handed on: lines of "Label: value" in a fixed order, the last of them the signature over all lines
 * before it, line feeds included. It can be read on paper, and checked by anybody with the published key.
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
const list = (values: readonly (string | number)[]) => values.join(", ");

function linesOf(said: ConfirmationStatement, keyId: string): Line[] {
	return [
		["Confirmation", showConfirmationCode(said.code)],
		["From", said.from],
		["Told on", said.toldAt],
		...said.addresses.map((address): Line => ["Address", address]),
		...said.incidents.flatMap(({ title, outcome, versions, categories }): Line[] => [
			["Incident", title.en],
			["Incident in Welsh", title.cy],
			["Answer", outcome],
			["Versions of the data", list(versions) || "none"],
			["Kinds of data", categories ? list(categories) || "none" : "not said"],
		]),
		["Key", keyId],
	];
}

/** What is signed: each line with its line feed. */
const written = (lines: Line[]) => lines.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join("");

/** Writes a confirmation and signs it with the key in use. */
export function signedText(said: ConfirmationStatement): string {
	const statement = written(linesOf(said, signingKeyId()));
	return `${statement}Signature: ${signed(statement).match(/.{8}/g)?.join(" ")}\n`;
}

/** The lines of a text, whatever a mail program or a scanner made of spaces and long lines; undefined where one has no label. */
function readLines(text: string): Line[] | undefined {
	const lines: Line[] = [];
	for (const each of text
		.split(/\r\n?|\n/)
		.map(oneLine)
		.filter(Boolean)) {
		const label = labels.find((one) => each.startsWith(`${one}:`));
		const last = lines.at(-1);
		if (label) lines.push([label, each.slice(label.length + 1).trim()]);
		else if (last)
			last[1] += /[^\s]-$/.test(last[1]) ? each : ` ${each}`; // paper breaks lines after hyphens
		else return undefined;
	}
	return lines;
}

const values = (text: string) => (text === "none" ? [] : text.split(", "));
const saidSchema = z.object({
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

function parseStatement(lines: Line[]): ConfirmationStatement | undefined {
	const all = (label: Label) => lines.filter(([each]) => each === label).map(([, value]) => value);
	const at = (label: Label, index = 0) => all(label)[index] ?? "";
	const parsed = saidSchema.safeParse({
		code: readConfirmationCode(at("Confirmation")),
		from: at("From"),
		toldAt: at("Told on"),
		addresses: all("Address"),
		incidents: all("Incident").map((title, index) => ({
			title: { en: title, cy: at("Incident in Welsh", index) },
			outcome: at("Answer", index),
			versions: values(at("Versions of the data", index)).map(Number),
			categories: at("Kinds of data", index) === "not said" ? null : values(at("Kinds of data", index)),
		})),
	});
	return parsed.success ? parsed.data : undefined;
}

/** What a text says that one of our keys has signed; undefined where any character of it is another. */
export function readSignedText(text: string): ConfirmationStatement | undefined {
	const lines = readLines(text);
	const signature = lines?.pop();
	const keyId = lines?.at(-1)?.[1];
	if (!lines || signature?.[0] !== "Signature" || !keyId) return undefined;
	const statement = written(lines);
	if (!isSignedBy(keyId, statement, signature[1].replaceAll(" ", "").toLowerCase())) return undefined;
	const said = parseStatement(lines);
	// Nothing but what we write ourselves, in our order.
	return said && written(linesOf(said, keyId)) === statement ? said : undefined;
}
