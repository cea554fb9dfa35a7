import { like } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "../database";

/** "Members are told today" → "members-are-told-today": at most 70 letters, accents dropped; "update" where nothing is left. */
function slugOf(title: string): string {
	const slug = title
		.normalize("NFD")
		.replace(/\p{Mark}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.slice(0, 70)
		.replace(/^-+|-+$/g, "");
	return slug || "update";
}

/** A slug that no row of the column has: the title's own, or with a number behind it. */
export async function freeSlug(tx: Transaction, column: PgColumn, title: string): Promise<string> {
	const slug = slugOf(title);
	const rows = await tx
		.select({ slug: column })
		.from(column.table)
		.where(like(column, `${slug}%`));
	const taken = new Set(rows.map((row) => row.slug));
	// "page" is the list's own segment.
	if (!taken.has(slug) && slug !== "page") return slug;
	let number = 2;
	while (taken.has(`${slug}-${number}`)) number++;
	return `${slug}-${number}`;
}
