"use client";

import { usePathname } from "next/navigation";

/** Written here and not in the catalogue, which stays on the server: this must work when nothing else does. */
const texts = {
	en: {
		title: "Sorry, this page did not load properly",
		lead: "Load it again. If it keeps happening, our contact page says how to reach us.",
		again: "Try again",
		contact: "Contact and helpline",
	},
	cy: {
		title: "Mae'n ddrwg gennym, ni lwythodd y dudalen hon yn iawn",
		lead: "Llwythwch hi eto. Os yw'n dal i ddigwydd, mae ein tudalen gysylltu'n dweud sut i gysylltu â ni.",
		again: "Rhoi cynnig arall arni",
		contact: "Cysylltu a llinell gymorth",
	},
};

/**
 * What a page shows when it breaks in the browser. It can only offer to load the page again: then the server answers, with
 * the page or with its own page about the problem and the organisation's contacts.
 */
export function DidNotLoad() {
	const path = usePathname() ?? "/";
	const locale = path === "/cy" || path.startsWith("/cy/") ? "cy" : "en";
	const words = texts[locale];
	return (
		<main id="main" lang={locale} className="mx-auto max-w-page px-5 py-9">
			<h1 className="mb-4 text-[2rem] leading-[1.1] font-bold">{words.title}</h1>
			<p className="max-w-read">{words.lead}</p>
			<p className="mt-6">
				{/* Plain links, so that the browser asks the server again. */}
				<a href={path}>{words.again}</a> · <a href={locale === "cy" ? "/cy/contact" : "/contact"}>{words.contact}</a>
			</p>
		</main>
	);
}
