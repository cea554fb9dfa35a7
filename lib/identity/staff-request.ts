import { fullName } from "./cookie-names";
import { staffOfToken } from "./sessions";

/**
 * Returns the id of the member of staff whose live session a request has, or undefined. The web process calls it before Next
 * reads an upload or a large form.
 */
export async function staffIdOfRequest(request: {
	headers: { cookie?: string | undefined };
}): Promise<string | undefined> {
	const start = `${fullName("staff")}=`;
	const cookie = request.headers.cookie?.split(/;\s*/).find((cookie) => cookie.startsWith(start));
	const token = cookie?.slice(start.length);
	return token ? (await staffOfToken(token))?.staffId : undefined;
}
