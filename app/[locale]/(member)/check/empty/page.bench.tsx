import { cookies } from "next/headers";

/** A dynamic page that only reads cookies. npm run bench compares the answer with it; other builds leave it out. */
export default async function Empty() {
	const { size } = await cookies();
	return <main>{size}</main>;
}
