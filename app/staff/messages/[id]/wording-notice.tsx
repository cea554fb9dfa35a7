import { Notice } from "@/components/ui/layout";
import { messageAdmin } from "@/lib/messages";
import { wordingLabels } from "../labels";

/** Lists what the check of a draft's wording found, each with its sentence. */
export function WordingNotice({ message }: { message: messageAdmin.StaffMessage }) {
	const findings = message.state === "draft" ? messageAdmin.checkWording(message) : [];
	if (findings.length === 0) return null;
	return (
		<Notice tone="wait">
			<h2 className="font-bold">Check this wording first</h2>
			<ul className="mt-2 list-disc pl-5">
				{findings.map(({ problem, locale, sentence }) => (
					<li key={`${problem}${locale}${sentence}`} className="mt-1">
						{sentence ? <q lang={locale}>{sentence}</q> : null} {wordingLabels[problem]}
					</li>
				))}
			</ul>
		</Notice>
	);
}
