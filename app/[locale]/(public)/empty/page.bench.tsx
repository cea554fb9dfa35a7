export const revalidate = 5;

/** An empty static page. npm run bench compares the home page with it; other builds leave it out. */
export default function Empty() {
	return <main>Empty</main>;
}
