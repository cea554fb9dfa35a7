import { endBrowserSessions } from "@/lib/identity/guard";

/** Signs staff out and says so. */
export async function POST(): Promise<Response> {
	const headers = await endBrowserSessions(["staff"]);
	return new Response(null, { status: 303, headers: { ...headers, Location: "/staff/sign-in?signed-out=1" } });
}

/** Somebody reloaded the address: nothing ends by a link. */
export async function GET(): Promise<Response> {
	return new Response(null, { status: 303, headers: { Location: "/staff" } });
}
