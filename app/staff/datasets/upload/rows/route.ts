import { exportRowsToCorrect } from "@/lib/datasets";
import { formOwner, requireStaff } from "@/lib/identity/guard";
import { redirectAfterPost } from "../post-redirect";
import { receiveFile } from "../receive-file";

const list = "/staff/datasets";

/** Reads the file of a version again and returns its rows to correct as a CSV. Stores and logs neither. */
export async function POST(request: Request): Promise<Response> {
	const staff = await requireStaff("datasets:import", list);
	let problemsPath = list;
	const exported = await receiveFile(request, "version", formOwner(staff.staffId), ({ field, stream }) => {
		problemsPath = `${list}/${encodeURIComponent(field)}/problems`;
		return exportRowsToCorrect(staff, field, stream);
	});
	if (typeof exported === "string") return redirectAfterPost(`${problemsPath}?problem=${exported}`);
	if (!exported.ok)
		return redirectAfterPost(
			exported.reason === "absent" ? `${list}?problem=absent` : `${problemsPath}?problem=${exported.reason}`,
		);
	return new Response(exported.value.csv, {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": `attachment; filename="rows-to-correct-of-version-${exported.value.number}.csv"`,
			"Cache-Control": "private, no-store",
			"X-Content-Type-Options": "nosniff",
		},
	});
}
