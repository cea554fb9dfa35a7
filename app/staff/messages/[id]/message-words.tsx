import { MarkdownText } from "@/components/ui/markdown";
import { TelephoneText } from "@/components/ui/telephone-text";
import type { Staff } from "@/lib/authority";
import { messageAdmin } from "@/lib/messages";
import { placeholderPattern } from "@/lib/messages/schema";

/** Marks the placeholders that are left in a filled text: there are none of these names, and they stop the message. */
function Filled({ text }: { text: string }) {
	return text.split(placeholderPattern).map((part, at) =>
		at % 2 === 0 ? (
			// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change order
			<TelephoneText key={at} text={part} inWords />
		) : (
			// biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change order
			<mark key={at} className="bg-stop-tint px-1 font-semibold text-stop">
				{part} <span lang="en">(no such placeholder)</span>
			</mark>
		),
	);
}

/** Shows the words in both languages as they are sent. In a draft unknown placeholders are marked. */
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
							<Filled text={text?.subject ?? subject} />
						</p>
						{text?.sms ? (
							<p className="mt-3 [overflow-wrap:anywhere]">
								As a text message: <span lang={lang}>{text.sms}</span>
							</p>
						) : null}
						{text ? (
							<p className="mt-3 whitespace-pre-line [overflow-wrap:anywhere]" lang={lang}>
								<Filled text={text.text} />
							</p>
						) : (
							<>
								<p className="mt-3">Not complete. Until it is, Welsh readers get the English text.</p>
								<MarkdownText text={body} lang={lang} />
							</>
						)}
					</div>
				);
			})}
		</div>
	);
}
