/** Lines above and below a table that are nobody's: totals, and notes that say when it was printed and whom to ask. */

/** Whether a cell holds nothing. */
export const isEmpty = (cell: string) => cell === "" || cell.trim() === "";

/** Matches what reports and programs write below a table or between its pages. */
const footer =
	/^[\s(*-]*(?:(?:number of|total) (?:records|rows|members)|\d[\d,.]* (?:rows?|records?|results?)\b|page \d+|(?:generated|printed|exported|created|run|produced|report(?:ed)?|prepared) (?:on|by|at|from)\b|copyright\b|confidential\b|end of (?:report|file|list)|sql> )/i;
const totals = /^[\s(*-]*(?:grand |sub-?)?totals?\b/i;
/** What else is counted below columns of figures. Not with a word beside it: "Sum" and "Count" are names too. */
const summary = /^(?:average|mean|median|count|sum|minimum|maximum|cyfanswm|cyfartaledd)\s*:?$/i;

/** Whether a row is a line of totals or a note below a table. Only asked of a row that nobody can be found by. */
export function isFooter(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => !isEmpty(cell));
	const [first = ""] = filled;
	const endOfFile = 0x1a;
	const isSummary = summary.test(first.trim()) && filled.length > 1 && !/[^\s£€$%\d.,-]/.test(filled.slice(1).join());
	return (
		first.charCodeAt(0) === endOfFile || isSummary || totals.test(first) || (filled.length < 3 && footer.test(first))
	);
}

/** Matches the beginning of a note that says whom to ask. Colons and question marks are part of it where a name may begin alike. */
const noteStart =
	/^[\s(*-]*(?:(?:sent|supplied|run|requested|authorised|prepared|compiled|produced|maintained|updated|printed|exported|generated|kept|issued|drawn up) (?:by|on|at)\b|last (?:updated|modified|changed|edited|printed|saved)\b|(?:any )?(?:questions?|quer(?:y|ies)|problems|comments|corrections)\b.*[?:]|(?:contact|enquiries|help|source|(?:list )?owner|report(?: name| title)?|data (?:protection officer|controller)|cyswllt|cwestiynau|ymholiadau) ?[:?]|(?:contact|email|e-mail|ring|call|ask|write to) (?:us|me|the)\b|(?:for|with) (?:any |more |further |all )*(?:questions|queries|enquiries|help|corrections|information|details|changes)\b|please (?:contact|send|email|e-mail|report|return|ring|call|tell|do not)\b|(?:send|report) (?:any |all )?(?:corrections|errors|mistakes|changes|questions|updates)\b|to (?:be removed|unsubscribe|opt out)\b|if you (?:have|find|are|need|no longer|wish)\b|this (?:list|report|file|table|document)\b|os oes gennych\b)/i;

/** Whether a row is a note below a table that says whom to ask. Its address is nobody's of the table. */
export function isNote(cells: readonly string[]): boolean {
	let first: string | undefined;
	let filled = 0;
	for (const cell of cells) {
		if (isEmpty(cell)) continue;
		first ??= cell;
		if (++filled === 3) return false;
	}
	return first !== undefined && noteStart.test(first);
}
