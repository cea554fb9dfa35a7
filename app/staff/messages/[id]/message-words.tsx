import { MarkdownText } from "@/components/ui/markdown";
import type { messageAdmin } from "@/lib/messages";

/** Shows the words in both languages: as they are sent once they are settled, as they are written before. */
export function MessageWords({ message }: { message: messageAdmin.StaffMessage }) {
	const written = [
		{ lang: "en", label: "English", subject: message.subjectEn, body: message.bodyEn },
		{ lang: "cy", label: "Welsh", subject: message.subjectCy, body: message.bodyCy },
	] as const;
	return (
		<div className="grid gap-9 lg:grid-cols-2">
			{written.map(({ lang, label, subject, body }) => {
				const sent = message.sent?.[lang];
				if (!sent && !subject && !body)
					return <p key={lang}>{label}: not written. Welsh readers get the English text.</p>;
				return (
					<div key={lang}>
						<h3 className="heading">{label}</h3>
						<p className="font-bold" lang={lang}>
							{sent?.subject ?? subject}
						</p>
						{sent ? (
							<p className="mt-3 whitespace-pre-line [overflow-wrap:anywhere]" lang={lang}>
								{sent.text}
							</p>
						) : (
							<MarkdownText text={body} lang={lang} />
						)}
					</div>
				);
			})}
		</div>
	);
}
