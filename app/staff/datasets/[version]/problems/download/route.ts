import { readProblems, readVersion, safeCell } from "@/lib/datasets";
import { limits, problemReasons } from "@/lib/datasets/schema";
import { requireStaff } from "@/lib/identity/guard";

/** Returns the problems of a version as a CSV: row number, column, reason. No cell is in it, because none is kept. */
export async function GET(
	_: Request,
	context: RouteContext<"/staff/datasets/[version]/problems/download">,
): Promise<Response> {
	const staff = await requireStaff("datasets:import", "/staff/datasets");
	const version = await readVersion(staff, (await context.params).version);
	if (!version) return new Response("Not found", { status: 404 });
	const problems = await readProblems(staff, version.id, { offset: 0, limit: limits.problems });
	const lines = problems.map(({ row, column, reason }) =>
		[row, column, problemReasons[reason]].map(safeCell).join(","),
	);
	return new Response(`\ufeffRow,Column,Reason\r\n${lines.join("\r\n")}\r\n`, {
		headers: {
			"Content-Type": "text/csv; charset=utf-8",
			"Content-Disposition": `attachment; filename="rows-to-correct-version-${version.number}.csv"`,
			"Cache-Control": "private, no-store",
			"X-Content-Type-Options": "nosniff",
		},
	});
}
