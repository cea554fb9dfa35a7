import { fullName } from "./cookie-names";
import { staffOfToken } from "./sessions";

/** Whether a request carries a session of staff. For the web process, before Next reads a large form. */
export async function hasStaffSession(request: { headers: { cookie?: string | undefined } }): Promise<boolean> {
	const start = `${fullName("staff")}=`;
	const cookie = request.headers.cookie?.split(/;\s*/).find((each) => each.startsWith(start));
	const token = cookie?.slice(start.length);
	return token ? (await staffOfToken(token)) !== undefined : false;
}
