"use client";

import { usePathname } from "next/navigation";
import cy from "@/lib/i18n/cy/problem";
import en from "@/lib/i18n/en/problem";

/**
 * What a page shows when it breaks in the browser. It can only offer to load the page again: then the server answers, with
 * the page or with its own page about the problem and the organisation's contacts.
 */
export function DidNotLoad() {
	const path = usePathname() ?? "/";
	const welsh = path === "/cy" || path.startsWith("/cy/");
	const words = welsh ? cy : en;
	return (
		<main id="main" className="mx-auto max-w-page px-5 py-9">
			<h1 className="mb-4 text-[2rem] leading-[1.1] font-bold">{words.clientTitle}</h1>
			<p className="max-w-read">{words.clientLead}</p>
			<p className="mt-6">
				{/* A plain link, so that the browser asks the server again. */}
				<a href={path}>{words.tryAgain}</a> · <a href={welsh ? "/cy/contact" : "/contact"}>{words.contactPage}</a>
			</p>
		</main>
	);
}
