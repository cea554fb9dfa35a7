/**
 * Shows a fake message and what gives it away. A frame and a label mark it as fake. Its words are as they were sent, and its
 * addresses are text, never links.
 */
export function FakeMessage(props: {
	title: string;
	texts: { warning: string; from: string; tells: string; end: string };
	sender: string;
	quote: string;
	tells: string[];
	/** The language of the signs, if it is not the page's. */
	lang?: string;
}) {
	const { texts } = props;
	return (
		<section className="section">
			<div className="section-head">
				<h2>{props.title}</h2>
			</div>
			<figure className="my-6 border-4 border-dashed border-stop">
				<figcaption className="bg-stop-tint px-4 py-2 font-bold text-stop">{texts.warning}</figcaption>
				<blockquote className="!border-0 px-4 py-3 wrap-anywhere">
					<p className="text-[.95rem] text-soft">
						{texts.from}: <bdi>{props.sender}</bdi>
					</p>
					<p className="mt-2 whitespace-pre-wrap">
						<bdi>{props.quote}</bdi>
					</p>
				</blockquote>
				<p className="sr-only">{texts.end}</p>
				<div className="border-t border-line px-4 py-3">
					<h3 className="!mt-0 font-bold">{texts.tells}</h3>
					<ul className="list-disc pl-5" lang={props.lang}>
						{props.tells.map((tell) => (
							<li key={tell}>{tell}</li>
						))}
					</ul>
				</div>
			</figure>
		</section>
	);
}
