import { cookies } from "next/headers";

/** A dynamic page that only reads its cookies: what a signed-in answer is measured against. In builds for npm run bench only. */
export default async function Empty() {
	const { size } = await cookies();
	return <main>{size}</main>;
}
