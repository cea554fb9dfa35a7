import { endBrowserSessions } from "@/lib/identity/guard";

/** Signs staff out and shows a confirmation. */
export async function POST(): Promise<Response> {
	const headers = await endBrowserSessions(["staff"]);
	return new Response(null, { status: 303, headers: { ...headers, Location: "/staff/sign-in?signed-out=1" } });
}

/** Answers a reload of this address. A link or reload never signs out; only POST does. */
export async function GET(): Promise<Response> {
	return new Response(null, { status: 303, headers: { Location: "/staff" } });
}
