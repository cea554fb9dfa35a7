import { useId } from "react";

/** How a part of a bar is filled: by colour and by pattern, so that it does not depend on colour. */
type Fill = "clear" | "wait" | "stop" | "empty";
const strokes: Record<Fill, string> = {
	clear: "stroke-clear",
	wait: "stroke-wait",
	stop: "stroke-stop",
	empty: "stroke-field",
};
const fills: Record<Fill, string> = { clear: "fill-clear", wait: "fill-wait", stop: "fill-stop", empty: "fill-paper" };

export type BarPart = { label: string; fill: Fill };

/** The patterns of a chart: stripes for what is not certain, dots for what failed. */
function Patterns({ id }: { id: string }) {
	const size = { width: 8, height: 8, patternUnits: "userSpaceOnUse" } as const;
	return (
		<defs>
			<pattern id={`${id}wait`} {...size} patternTransform="rotate(45)">
				<path d="M2 0V8" strokeWidth="3" className="stroke-wait" />
			</pattern>
			<pattern id={`${id}stop`} {...size}>
				<rect width="8" height="8" className="fill-stop" />
				<circle cx="4" cy="4" r="1.6" className="fill-paper" />
			</pattern>
		</defs>
	);
}

const paint = (id: string, fill: Fill) => (fill === "wait" || fill === "stop" ? `url(#${id}${fill})` : undefined);

function Part({ id, fill, x, width }: { id: string; fill: Fill; x: string; width: string }) {
	const pattern = paint(id, fill);
	return (
		<rect
			x={x}
			y="1"
			width={width}
			height="20"
			fill={pattern}
			strokeWidth="1.5"
			className={`${strokes[fill]} ${pattern ? "" : fills[fill]}`}
		/>
	);
}

/**
 * A chart with one bar for each row, as wide as the page, whose parts add up to the row's whole. `values` are in the order of `parts`.
 * Screen readers are told of the table that has the same numbers.
 */
export function StackedBars(props: {
	/** What it shows, and where the numbers are. */
	label: string;
	parts: readonly BarPart[];
	rows: readonly { label: string; values: readonly number[] }[];
}) {
	const id = useId().replaceAll(/[^\w-]/g, "");
	return (
		<div role="img" aria-label={props.label} className="mb-6 break-inside-avoid">
			<div className="flex flex-wrap gap-x-6 gap-y-1">
				{props.parts.map(({ label, fill }) => (
					<span key={label} className="inline-flex items-center gap-2 text-[.9rem]">
						<svg width="22" height="22" aria-hidden="true">
							<Patterns id={`${id}${fill}key`} />
							<Part id={`${id}${fill}key`} fill={fill} x="1" width="20" />
						</svg>
						{label}
					</span>
				))}
			</div>
			{props.rows.map(({ label, values }, row) => {
				const whole = values.reduce((sum, value) => sum + value, 0);
				const before = (at: number) => values.slice(0, at).reduce((sum, value) => sum + value, 0);
				const percent = (value: number) => `${((100 * value) / whole).toFixed(3)}%`;
				return (
					<div key={label} className="mt-3">
						<span className="text-[.9rem]">{label}</span>
						<svg width="100%" height="22" aria-hidden="true" className="block overflow-visible">
							<Patterns id={`${id}${row}`} />
							{props.parts.map(({ label: part, fill }, at) => {
								const value = values[at] ?? 0;
								return value === 0 ? null : (
									<Part key={part} id={`${id}${row}`} fill={fill} x={percent(before(at))} width={percent(value)} />
								);
							})}
						</svg>
					</div>
				);
			})}
		</div>
	);
}
