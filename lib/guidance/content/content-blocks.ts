import type { ActionId } from "../schema";

/**
 * The notation of guidance content. In a sentence, `{bank}` is replaced by a fact or a contact of the organisation.
 * An item of a list that begins with `{in-welsh}` is true only of a site that has Welsh.
 * `[text](safety)` links to a guidance page, `[text](/preferences)` to another page of this site.
 */
export type BlockSource =
	/** `anchor` is for links to it from elsewhere. */
	| { kind: "heading"; text: string; anchor?: string }
	| { kind: "text"; text: string }
	| { kind: "list"; items: string[] }
	| { kind: "steps"; items: string[] }
	| { kind: "note"; heading: string; text: string }
	/** An invented scam message. `medium` is how it arrived, `lines` its text, `tells` the signs that it is a scam. */
	| { kind: "example"; medium: string; from: string; lines: string[]; tells: string[] }
	/** The actions for the page's data category. */
	| { kind: "actions" };

export type PageSource = { title: string; lead: string; blocks: BlockSource[] };
export type ActionSources = Record<ActionId, { title: string; why: string; steps: string[] }>;

export const heading = (text: string, anchor?: string): BlockSource => ({ kind: "heading", text, anchor });
export const text = (sentence: string): BlockSource => ({ kind: "text", text: sentence });
export const list = (...items: string[]): BlockSource => ({ kind: "list", items });
export const steps = (...items: string[]): BlockSource => ({ kind: "steps", items });
export const note = (title: string, sentence: string): BlockSource => ({
	kind: "note",
	heading: title,
	text: sentence,
});
export const actions: BlockSource = { kind: "actions" };
