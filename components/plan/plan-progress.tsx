/** The progress of the plan as text and as a bar. */
export function PlanProgress(props: { label: string; text: string; left?: string; done: number; total: number }) {
	return (
		<div className="my-6">
			<p role="status" className="mb-2 flex flex-wrap gap-x-4 font-bold tabular-nums">
				{props.text}
				{props.left ? (
					<>
						{" "}
						<span className="inline-block font-normal text-soft">{props.left}</span>
					</>
				) : null}
			</p>
			<progress aria-label={props.label} max={props.total} value={props.done} className="print:hidden" />
		</div>
	);
}
