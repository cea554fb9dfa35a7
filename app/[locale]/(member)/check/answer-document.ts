import type { ReactElement } from "react";
import { ownPage } from "@/app/_server/self-fetch";
import { withoutScripts } from "@/app/_server/without-scripts.mjs";
import { development } from "@/lib/env";
import { href, type Locale } from "@/lib/i18n";

/** What stands before the answer and after it. */
type Frame = [before: string, after: string];

/** Drawn by Next, since nothing else knows the addresses of its style sheets; by language, once in the life of a process. */
const frames = new Map<Locale, Promise<Frame>>();

async function drawFrame(locale: Locale): Promise<Frame> {
	const path = href(locale, "/answer-frame");
	const answer = await ownPage(path);
	const html = withoutScripts(await answer.text());
	const [before, after, ...more] = html.split('<slot name="answer"></slot>');
	if (!answer.ok || before === undefined || after === undefined || more.length > 0)
		throw new Error(`${path} answered ${answer.status} without one place for an answer`);
	return [before, after];
}

function frame(locale: Locale): Promise<Frame> {
	const kept = frames.get(locale);
	if (kept && !development) return kept;
	const drawn = drawFrame(locale);
	frames.set(locale, drawn);
	drawn.catch(() => frames.delete(locale));
	return drawn;
}

/**
 * An answer in the site's frame, as a document that is HTML and nothing more: the browser gets neither React nor the answer
 * a second time as data. proxy.ts gives it its policy. Throws where the frame cannot be drawn; the next one asks for it again.
 */
export async function answerDocument(locale: Locale, answer: ReactElement): Promise<Response> {
	// At the head of a file Next refuses it, as a mistake that pages make. This is no page.
	const { renderToStaticMarkup } = await import("react-dom/server");
	const [before, after] = await frame(locale);
	return new Response(before + renderToStaticMarkup(answer) + after, {
		headers: { "Content-Type": "text/html; charset=utf-8" },
	});
}
