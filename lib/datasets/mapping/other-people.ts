/** Recognises columns that hold somebody else's address or number: whoever proves it would be shown the record of another person. */
import type { MappedColumn } from "../schema";
import { normaliseHeader } from "./password-columns";

const relatives =
	"partner|spouse|husband|wife|parent|mother|mum|father|dad|guardian|carer|child|next of kin|nok|emergency|cymar|rhiant";
const helpers =
	"referr(er|al|ed)|recruit(er|ed)|introduce[rd]|invite[rd]|inviter|sponsor|proposer|seconder|manager|managed|owner|agent|canvasser|organiser|secretary|point person|treasurer|assignee|assigned|caseworker|branch|buyer|booker|booked by|purchaser|payer|sender|reply to|cc|bcc";
const otherPerson = new RegExp(
	`\\b(${relatives}|${helpers})\\b|\\b(added|created|modified|updated|entered|imported|recorded|contacted|changed|edited|submitted|uploaded) by\\b|^to e ?mail\\b`,
);

/** Whether a header names another person than the one the row is about: "Partner email", "Added by", "Emergency contact phone". */
export const isOtherPersonHeader = (header: string) => otherPerson.test(normaliseHeader(header));

/** Below this share of different values, the addresses of a column are those of a few people who look after many. */
const fewOwners = 0.34;
const minRows = 6;

/** Whether the same few addresses stand in most rows of a column. */
function repeats(rows: readonly (readonly string[])[], at: number): boolean {
	const values = rows.map((row) => (row[at] ?? "").trim().toLowerCase()).filter(Boolean);
	return values.length >= minRows && new Set(values).size < values.length * fewOwners;
}

/**
 * Ignores columns of other people's addresses and numbers, by header or because few addresses stand in most rows, if another column
 * of that kind is left.
 */
export function ignoreOtherPeople(
	columns: readonly MappedColumn[],
	rows: readonly (readonly string[])[],
): MappedColumn[] {
	const isTheirs = columns.map(
		(column, at) => column.as === "identifier" && (isOtherPersonHeader(column.header) || repeats(rows, at)),
	);
	const ownKinds = new Set(
		columns.flatMap((column, at) => (column.as === "identifier" && !isTheirs[at] ? [column.kind] : [])),
	);
	return columns.map((column, at) =>
		column.as === "identifier" && isTheirs[at] && ownKinds.has(column.kind)
			? { header: column.header, as: "ignore" }
			: column,
	);
}
