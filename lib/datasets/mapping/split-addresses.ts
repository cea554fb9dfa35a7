/** Recognises addresses whose halves are in two columns: "ada" and "example.org". */
import { readIdentifiers } from "../reading/cell-identifiers";
import { cleanCell } from "../reading/cell-values";
import type { MappedColumn } from "../schema";
import { normaliseHeader } from "./password-columns";

const localHeader = /\be ?mail|\blocal( part)?\b|mail ?box|\buser( ?name)?\b|before|\be ?bost\b/;
const domainHeader = /\bdomain|\bhost\b|\bprovider\b|\be ?mail|after|\be ?bost\b|\bparth\b|^column$|^$/;
const domain = /^@?(?:[a-z0-9-]+\.)+[a-z]{2,}$/i;

const share = 0.6;

/** Proposes two columns as the halves of an address, if the table has no column of whole addresses. */
export function joinSplitAddresses(columns: MappedColumn[], rows: readonly (readonly string[])[]): MappedColumn[] {
	const valuesIn = (at: number) => rows.map((row) => cleanCell(row[at] ?? ""));
	const most = (values: readonly string[], test: (value: string) => boolean) => {
		const filled = values.filter(Boolean);
		return filled.length > 0 && filled.filter(test).length > filled.length * share;
	};
	const isAddress = (value: string) => readIdentifiers("email", value).found.length > 0;
	if (columns.some((column, at) => column.as === "identifier" && most(valuesIn(at), isAddress))) return columns;
	for (let at = 1; at < columns.length; at++) {
		const [before, second] = [columns[at - 1] as MappedColumn, columns[at] as MappedColumn];
		const domains = valuesIn(at);
		if (!domainHeader.test(normaliseHeader(second.header)) || !most(domains, (value) => domain.test(value))) continue;
		const locals = valuesIn(at - 1);
		const joined = locals.map((local, row) => local && `${local.replace(/@$/, "")}@${domains[row]?.replace(/^@/, "")}`);
		if (!localHeader.test(normaliseHeader(before.header)) || !most(joined, isAddress)) continue;
		return columns.map((column, index) =>
			index === at - 1
				? { header: column.header, as: "identifier", kind: "email" }
				: index === at
					? { header: column.header, as: "email-domain" }
					: column,
		);
	}
	return columns;
}
