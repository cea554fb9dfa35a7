import { receiveUpload } from "@/lib/datasets";
import { requireStaff } from "@/lib/identity/guard";
import { receiveFile } from "./receive-file";
import { seeOther } from "./see-other";

const list = "/staff/datasets";

/** Takes a table in as it arrives. */
export async function POST(request: Request): Promise<Response> {
	const staff = await requireStaff("datasets:import", list);
	const received = await receiveFile(request, "dataset", ({ field, ...file }) => receiveUpload(staff, field, file));
	if (typeof received === "string") return seeOther(`${list}?problem=${received}`);
	return seeOther(received.ok ? `${list}/${received.value}` : `${list}?problem=${received.reason}`);
}
