/** A command as somebody types it. Its words stay whole, also those that begin with hyphens, unless one is wider than the window. */
export function CommandLine({ text }: { text: string }) {
	return (
		<code>
			{text.split(" ").map((word, at) => (
				<span key={word}>
					{at > 0 ? " " : null}
					<span className="inline-block max-w-full [overflow-wrap:anywhere]">{word}</span>
				</span>
			))}
		</code>
	);
}
