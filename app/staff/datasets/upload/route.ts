import { receiveUpload } from "@/lib/datasets";
import { formOwner, requireStaff } from "@/lib/identity/guard";
import { redirectAfterPost } from "./post-redirect";
import { receiveFile, sentByScript, stopSending } from "./receive-file";

const list = "/staff/datasets";

/** Receives a table while it is uploaded. Redirects to the new version. A script whose file is not read to its end stops sending it. */
export async function POST(request: Request): Promise<Response> {
	const staff = await requireStaff("datasets:import", list);
	let whole = () => true;
	const received = await receiveFile(request, "dataset", formOwner(staff.staffId), ({ field, ...file }) => {
		whole = file.complete;
		return receiveUpload(staff, field, file);
	});
	if (typeof received === "string") return redirectAfterPost(`${list}?problem=${received}`);
	const path = received.ok ? `${list}/${received.value}` : `${list}?problem=${received.reason}`;
	return whole() || !sentByScript(request) ? redirectAfterPost(path) : stopSending(path);
}
