import type { ReactNode } from "react";
import { Columns, Heading, Section } from "@/components/ui/layout";
import { contactsFor } from "@/lib/guidance";
import { href, type Locale, translator } from "@/lib/i18n";

/** Draws an address or a number as a link that opens the reader's mail program or telephone. */
const linkTo =
	(contact: { href: string } | undefined) =>
	(words: ReactNode): ReactNode => (
		<a href={contact?.href} className="inline-block font-bold">
			{words}
		</a>
	);

/** The three steps for a suspicious message, on the home page. */
export function StaySafe({ locale }: { locale: Locale }) {
	const t = translator(locale, "home");
	const [email, text] = contactsFor(locale, ["suspicious-email", "suspicious-text"]);
	return (
		<Section title={t("staySafe")} tools={<a href={href(locale, "/guidance")}>{t("guidance")}</a>}>
			<Columns>
				<div>
					<Heading>{t("email")}</Heading>
					<p>{t.rich("emailDo", { address: email?.text ?? "", b: linkTo(email) })}</p>
				</div>
				<div>
					<Heading>{t("text")}</Heading>
					<p>{t.rich("textDo", { number: text?.text ?? "", b: linkTo(text) })}</p>
				</div>
				<div>
					<Heading>{t("call")}</Heading>
					<p>{t.rich("callDo", { number: text?.text ?? "", b: linkTo(text) })}</p>
				</div>
			</Columns>
		</Section>
	);
}
