"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * Keeps a page on something that moves up to date. Scripts draw it anew every two seconds where it stands, so that the focus stays
 * where it is; without them there is a link, and another one for having the page load itself again, which moves the focus.
 */
export function AutoRefresh({ here, following }: { here: string; following: boolean }) {
	const router = useRouter();
	const [byItself, setByItself] = useState(false);
	useEffect(() => {
		setByItself(true);
		const timer = setInterval(() => router.refresh(), 2000);
		return () => clearInterval(timer);
	}, [router]);
	return (
		<p className="mt-4">
			<a href={here}>Bring this page up to date</a>.{" "}
			{byItself ? (
				"It also does so by itself."
			) : following ? (
				"It loads itself again every two seconds."
			) : (
				<>
					Or <a href={`${here}?follow=1`}>have it load itself again every two seconds</a>.
				</>
			)}
		</p>
	);
}
