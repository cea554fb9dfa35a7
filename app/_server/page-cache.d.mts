/** The part of Next's cache handler that tests call. */
export default class PageCache {
	constructor(context: object);
	get(key: string, context: object): Promise<{ value: unknown; lastModified?: number } | null>;
	set(key: string, value: unknown, context: object): Promise<void>;
	revalidateTag(tags: string | string[]): Promise<void>;
	resetRequestCache(): void;
}
