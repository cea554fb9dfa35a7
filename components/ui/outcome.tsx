import { Fragment, type ReactNode } from "react";
import { LocalisedText, type TextInLanguage } from "./localised-text";

/** The tone of an outcome. stop: affected. clear: nothing found. wait: not decided. fault: the check failed. */
export type OutcomeTone = "stop" | "clear" | "wait" | "fault";

const tones: Record<OutcomeTone, { box: string; icon: string; path: ReactNode }> = {
	stop: {
		box: "border-stop bg-stop-tint",
		icon: "text-stop",
		path: (
			<>
				<path d="M12 3 22 20H2Z" strokeLinejoin="round" />
				<path d="M12 10v4.5M12 17.4v.1" />
			</>
		),
	},
	clear: {
		box: "border-clear bg-clear-tint",
		icon: "text-clear",
		path: (
			<>
				<circle cx="12" cy="12" r="9.5" />
				<path d="m7.5 12.5 3 3 6-6.5" strokeLinejoin="round" />
			</>
		),
	},
	wait: {
		box: "border-wait bg-wait-tint",
		icon: "text-wait",
		path: (
			<>
				<path d="M12 2 22 12 12 22 2 12Z" strokeLinejoin="round" />
				<path d="M12 7.5V12l3 2" strokeLinejoin="round" />
			</>
		),
	},
	fault: {
		box: "border-ink bg-card",
		icon: "text-ink",
		path: (
			<>
				<circle cx="12" cy="12" r="9.5" />
				<path d="M9.3 9.2a2.8 2.8 0 1 1 3.9 2.6c-.8.4-1.2.9-1.2 1.8M12 16.9v.1" />
			</>
		),
	},
};

/** Shows an outcome as heading, icon and colour. */
export function Outcome(props: {
	tone: OutcomeTone;
	title: string;
	/** What the title is about, each on a line in front of it. */
	about?: TextInLanguage[];
	children: ReactNode;
}) {
	const tone = tones[props.tone];
	return (
		<div
			className={`my-6 grid grid-cols-[auto_1fr] gap-x-[min(.75rem,3.3vw)] gap-y-2 border-l-8 px-[min(1.5rem,4vw)] py-4 first:mt-0 sm:gap-x-4 sm:gap-y-1 sm:py-[1.4rem] ${tone.box}`}
		>
			<svg
				viewBox="0 0 24 24"
				width="26"
				height="26"
				fill="none"
				stroke="currentColor"
				strokeWidth="2.2"
				strokeLinecap="round"
				aria-hidden="true"
				className={`mt-0.5 size-[min(1.6rem,8vw)] sm:row-span-2 sm:mt-1 sm:size-[2.6rem] ${tone.icon}`}
			>
				{tone.path}
			</svg>
			<h1 className="max-w-[24ch] text-[min(clamp(1.4rem,4.2vw,2.25rem),max(1.06rem,10.2vw))] leading-[1.08] font-[780] tracking-[-.022em] text-balance">
				{props.about?.map((incident, at, all) => (
					<Fragment key={incident.text}>
						<span className="block text-[min(1rem,7vw)] leading-[1.4] font-bold tracking-normal text-pretty">
							<LocalisedText {...incident} />
							{at + 1 < all.length ? "," : ":"}
						</span>{" "}
					</Fragment>
				))}
				{props.title}
			</h1>
			<div className="prose col-span-2 max-w-read sm:col-span-1 sm:col-start-2">{props.children}</div>
		</div>
	);
}
