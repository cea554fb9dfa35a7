import { MarkdownText } from "@/components/ui/markdown";
import type { Staff } from "@/lib/authority";
import { messageAdmin } from "@/lib/messages";

/** Shows the words in both languages as they are sent. A draft that cannot be sent is shown as it is written. */
export async function MessageWords({ staff, message }: { staff: Staff; message: messageAdmin.StaffMessage }) {
	const sent = message.sent ?? (await messageAdmin.previewText(staff, message.id));
	const written = [
		{ lang: "en", label: "English", subject: message.subject, body: message.bodyEn },
		{ lang: "cy", label: "Welsh", subject: message.subjectCy, body: message.bodyCy },
	] as const;
	return (
		<div className="grid gap-9 lg:grid-cols-2">
			{written.map(({ lang, label, subject, body }) => {
				const text = sent?.[lang];
				if (!text && !subject && !body)
					return (
						<div key={lang}>
							<h3 className="heading">{label}</h3>
							<p>Not written. Welsh readers get the English text.</p>
						</div>
					);
				return (
					<div key={lang}>
						<h3 className="heading">{label}</h3>
						<p className="font-bold" lang={lang}>
							{text?.subject ?? subject}
						</p>
						{text?.sms ? (
							<p className="mt-3 [overflow-wrap:anywhere]">
								As a text message: <span lang={lang}>{text.sms}</span>
							</p>
						) : null}
						{text ? (
							<p className="mt-3 whitespace-pre-line [overflow-wrap:anywhere]" lang={lang}>
								{text.text}
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
