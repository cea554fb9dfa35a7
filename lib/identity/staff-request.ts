import { fullName } from "./cookie-names";
import { staffOfToken } from "./sessions";

/** Whether a request has a live session of staff. The web process calls it before Next reads a large form. */
export async function hasStaffSession(request: { headers: { cookie?: string | undefined } }): Promise<boolean> {
	const start = `${fullName("staff")}=`;
	const cookie = request.headers.cookie?.split(/;\s*/).find((cookie) => cookie.startsWith(start));
	const token = cookie?.slice(start.length);
	return token ? (await staffOfToken(token)) !== undefined : false;
}
