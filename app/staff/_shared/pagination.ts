/** The page of a list that an address asks for; the first where it asks for none or for nonsense. */
export function pageNumber(asked: string | string[] | undefined): number {
	return /^[1-9]\d{0,5}$/.test(String(asked)) ? Number(asked) : 1;
}
