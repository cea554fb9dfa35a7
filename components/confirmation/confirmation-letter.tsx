import { TelephoneText } from "@/components/ui/telephone-text";

type Fact = { key: string; value: string };

export type LetterTexts = {
	/** The letterhead. */
	from: string;
	post: string[];
	telephone: string;
	email: string;
	reference: { label: string; code: string };
	date: string;
	to: string;
	title: string;
	/** What was said to whom, and when. */
	lead: string;
	incidents: { title: string; rows: Fact[] }[];
	/** What its reader should do, if data was in the wrong hands. */
	care?: string | undefined;
	limits: string;
	check: { title: string; steps: string[]; help: string };
	/** Who signs it, line by line. */
	signed: string[];
};

/** A confirmation as a letter of one page, for a bank or an employer. On paper it is alone on its page. */
export function ConfirmationLetter(props: LetterTexts) {
	return (
		<article className="letter max-w-[44rem]">
			<div className="flex flex-wrap justify-between gap-x-8 gap-y-2 border-b-2 border-accent pb-3">
				<p className="text-[1.3rem] leading-[1.2] font-bold">{props.from}</p>
				<p className="text-[.95rem] leading-[1.4] text-soft">
					{props.post.join(", ")}
					<br />
					<TelephoneText text={props.telephone} /> · {props.email}
				</p>
			</div>
			<div className="mt-4 flex flex-wrap justify-between gap-x-8">
				<p>
					{props.reference.label}: <b className="font-mono tracking-[.04em]">{props.reference.code}</b>
				</p>
				<p>{props.date}</p>
			</div>
			<p className="mt-4">{props.to}</p>
			<h1 className="title">{props.title}</h1>
			<div className="prose">
				<p>{props.lead}</p>
				{props.incidents.map(({ title, rows }) => (
					<section key={title} className="border-l-4 border-line pl-4">
						<h2 className="!mt-0 !text-[1.05rem] font-bold">{title}</h2>
						{rows.map(({ key, value }) => (
							<p key={key}>
								{key}: {value}
							</p>
						))}
					</section>
				))}
				{props.care ? <p>{props.care}</p> : null}
				<p>{props.limits}</p>
				<h2 className="!text-[1.05rem]">{props.check.title}</h2>
				<ol>
					{props.check.steps.map((step) => (
						<li key={step}>{step}</li>
					))}
				</ol>
				<p>
					<TelephoneText text={props.check.help} />
				</p>
				<p>
					{props.signed.map((line, at) => (
						<span key={line} className={at === 0 ? "block font-bold" : "block"}>
							{line}
						</span>
					))}
				</p>
			</div>
		</article>
	);
}
