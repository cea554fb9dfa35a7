import { exportRowsToCorrect } from "@/lib/datasets";
import { requireStaff } from "@/lib/identity/guard";
import { redirectAfterPost } from "../post-redirect";
import { receiveFile } from "../receive-file";

const list = "/staff/datasets";

/** Reads the file of a version once more and answers with its rows to correct. Nothing of either is kept or logged here. */
export async function POST(request: Request): Promise<Response> {
	const staff = await requireStaff("datasets:import", list);
	let problems = list;
	const made = await receiveFile(request, "version", ({ field, stream }) => {
		problems = `${list}/${encodeURIComponent(field)}/problems`;
		return exportRowsToCorrect(staff, field, stream);
	});
	if (typeof made === "string") return redirectAfterPost(`${problems}?problem=${made}`);
	if (!made.ok)
		return redirectAfterPost(
			made.reason === "absent" ? `${list}?problem=absent` : `${problems}?problem=${made.reason}`,
		);
	return new Response(made.value.csv, {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": `attachment; filename="rows-to-correct-of-version-${made.value.number}.csv"`,
			"Cache-Control": "private, no-store",
			"X-Content-Type-Options": "nosniff",
		},
	});
}
