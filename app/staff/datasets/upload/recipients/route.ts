import { receiveRecipients } from "@/lib/datasets";
import { formOwner, requireStaff } from "@/lib/identity/guard";
import { redirectAfterPost } from "../post-redirect";
import { receiveFile, sentByScript, stopSending } from "../receive-file";

const list = "/staff/messages";

/** Receives the original file of a version for the message in the address. Redirects to the message, whose page says what became of it. */
export async function POST(request: Request): Promise<Response> {
	const staff = await requireStaff("messages:write", list);
	const message = new URL(request.url).searchParams.get("message") ?? "";
	let whole = () => true;
	const received = await receiveFile(request, "version", formOwner(staff.staffId), ({ field, stream, complete }) => {
		whole = complete;
		return receiveRecipients(staff, message, field, { stream, complete });
	});
	const done = typeof received === "string" ? received : received.ok ? "file-sent" : `file-${received.reason}`;
	const answer = `${list}/${encodeURIComponent(message)}?done=${done}`;
	return whole() || !sentByScript(request) ? redirectAfterPost(answer) : stopSending(answer);
}
