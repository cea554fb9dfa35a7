/** The page number in an address, counted from 1; undefined where there is none or it is not a number from 1 to 999,999. */
export function pageNumber(requested: string | string[] | undefined): number | undefined {
	return typeof requested === "string" && /^[1-9]\d{0,5}$/.test(requested) ? Number(requested) : undefined;
}

/** How many pages a list has. An empty list has one. */
export function pageCount(total: number, perPage: number): number {
	return Math.max(1, Math.ceil(total / perPage));
}

/** How many entries come before a page. `page` counts from 1. */
export function pageOffset(page: number, perPage: number): number {
	return (page - 1) * perPage;
}
