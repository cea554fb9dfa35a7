/** Reads a page number from an address. Returns undefined if it is missing or not a number from 1 to 999,999. */
export function pageNumber(requested: string | string[] | undefined): number | undefined {
	return typeof requested === "string" && /^[1-9]\d{0,5}$/.test(requested) ? Number(requested) : undefined;
}

/** Returns the number of pages of a list. An empty list has one. */
export function pageCount(total: number, perPage: number): number {
	return Math.max(1, Math.ceil(total / perPage));
}

/** Returns the number of entries before a page. `page` counts from 1. */
export function pageOffset(page: number, perPage: number): number {
	return (page - 1) * perPage;
}
