/** How much of the plan is done, as words and as a bar. */
export function PlanProgress(props: { label: string; words: string; left?: string; done: number; total: number }) {
	return (
		<div className="my-6">
			<p role="status" className="mb-2 font-bold tabular-nums">
				{props.words}
				{props.left ? <span className="ml-3 font-normal text-soft">{props.left}</span> : null}
			</p>
			<progress aria-label={props.label} max={props.total} value={props.done} className="print:hidden" />
		</div>
	);
}
