import type { ActionId } from "../schema";

/**
 * How guidance is written down. In a sentence, `{bank}` stands for a fact or a contact of the organisation, and
 * `[words](safety)` leads to a guidance page, `[words](/preferences)` to another page of this site.
 */
export type WrittenBlock =
	| { kind: "heading"; text: string }
	| { kind: "text"; text: string }
	| { kind: "list"; items: string[] }
	| { kind: "steps"; items: string[] }
	| { kind: "note"; heading: string; text: string }
	/** A made-up scam message. `medium` is what it came by; `lines` are its words; `tells` what gives it away. */
	| { kind: "example"; medium: string; from: string; lines: string[]; tells: string[] }
	/** The actions that the page's own data category calls for. */
	| { kind: "actions" };

export type WrittenPage = { title: string; lead: string; blocks: WrittenBlock[] };
export type WrittenActions = Record<ActionId, { title: string; why: string; steps: string[] }>;

export const heading = (text: string): WrittenBlock => ({ kind: "heading", text });
export const text = (words: string): WrittenBlock => ({ kind: "text", text: words });
export const list = (...items: string[]): WrittenBlock => ({ kind: "list", items });
export const steps = (...items: string[]): WrittenBlock => ({ kind: "steps", items });
export const note = (title: string, words: string): WrittenBlock => ({ kind: "note", heading: title, text: words });
export const actions: WrittenBlock = { kind: "actions" };
