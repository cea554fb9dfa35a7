export const revalidate = 5;

/** A static page that says nothing: what the home page is measured against. In builds for npm run bench only. */
export default function Empty() {
	return <main>Empty</main>;
}
