import { like } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "../database";

/** Returns the slug of a title: "Members are told today" is "members-are-told-today". At most 70 letters, without accents. "update" if nothing is left. */
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

/** Returns a slug that no row of the column has: the title's slug, with a number if it is taken. */
export async function freeSlug(tx: Transaction, column: PgColumn, title: string): Promise<string> {
	const slug = slugOf(title);
	const rows = await tx
		.select({ slug: column })
		.from(column.table)
		.where(like(column, `${slug}%`));
	const taken = new Set(rows.map((row) => row.slug));
	// "page" is the segment of the list's pages.
	if (!taken.has(slug) && slug !== "page") return slug;
	let number = 2;
	while (taken.has(`${slug}-${number}`)) number++;
	return `${slug}-${number}`;
}
