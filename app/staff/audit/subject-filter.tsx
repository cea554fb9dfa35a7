import { Button } from "@/components/ui/button";

/** Filters the log by the id of a subject. A form with GET that requests the page again. */
export function SubjectFilter({ subject }: { subject?: string }) {
	return (
		<form method="get" action="/staff/audit" className="mt-6 flex flex-wrap items-end gap-x-5 gap-y-3">
			<div className="max-w-full">
				<label htmlFor="subject" className="mb-1 block font-bold">
					Show entries about
				</label>
				<input
					id="subject"
					name="subject"
					defaultValue={subject}
					spellCheck={false}
					autoComplete="off"
					placeholder="upd_…"
					className="w-[16em] max-w-full rounded-[3px] border-2 border-field bg-card px-3 py-2 font-mono text-ink"
				/>
			</div>
			<Button shape="small">Show</Button>
			{subject ? <a href="/staff/audit">Show everything</a> : null}
		</form>
	);
}
