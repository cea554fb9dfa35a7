import { Heading } from "@/components/ui/layout";
import { MarkdownText } from "@/components/ui/markdown";
import { TelephoneText } from "@/components/ui/telephone-text";
import type { UpdateText } from "@/lib/incidents/schema";

/** Shows the English and the Welsh text as readers see it. Uses the public page's components. */
export function Preview({ update }: { update: UpdateText }) {
	return (
		<div className="side-by-side">
			<div>
				<Heading>In English</Heading>
				<Text title={update.titleEn} summary={update.summaryEn} body={update.bodyEn} />
			</div>
			<div>
				<Heading>In Welsh</Heading>
				{update.titleCy || update.summaryCy || update.bodyCy ? (
					<div lang="cy">
						<Text
							title={update.titleCy || "(title in English)"}
							summary={update.summaryCy || "(summary in English)"}
							body={update.bodyCy || "(text in English)"}
						/>
					</div>
				) : (
					<p>There is no Welsh yet. Welsh readers see the English text, with a note to say so.</p>
				)}
			</div>
		</div>
	);
}

function Text({ title, summary, body }: { title: string; summary: string; body: string }) {
	return (
		<>
			<p className="text-[1.3rem] font-bold">{title}</p>
			<p className="my-3 max-w-read text-[1.15rem]">
				<TelephoneText text={summary} inWords />
			</p>
			<MarkdownText text={body} />
		</>
	);
}
