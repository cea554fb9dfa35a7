import { receiveUpload } from "@/lib/datasets";
import { requireStaff } from "@/lib/identity/guard";
import { redirectAfterPost } from "./post-redirect";
import { receiveFile } from "./receive-file";

const list = "/staff/datasets";

/** Receives a table while it is uploaded. Redirects to the new version. */
export async function POST(request: Request): Promise<Response> {
	const staff = await requireStaff("datasets:import", list);
	const received = await receiveFile(request, "dataset", ({ field, ...file }) => receiveUpload(staff, field, file));
	if (typeof received === "string") return redirectAfterPost(`${list}?problem=${received}`);
	return redirectAfterPost(received.ok ? `${list}/${received.value}` : `${list}?problem=${received.reason}`);
}
