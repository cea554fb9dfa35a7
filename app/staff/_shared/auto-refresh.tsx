"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/**
 * Refreshes a page every two seconds in place, so that focus is kept. Without scripts, draws a link that reloads the page, and one
 * that makes it reload by itself, which loses focus.
 */
export function AutoRefresh({ here, following }: { here: string; following: boolean }) {
	const router = useRouter();
	const [refreshing, setRefreshing] = useState(false);
	useEffect(() => {
		setRefreshing(true);
		const timer = setInterval(() => router.refresh(), 2000);
		return () => clearInterval(timer);
	}, [router]);
	return (
		<p className="mt-4">
			<a href={here}>Refresh this page</a>.{" "}
			{refreshing ? (
				"It also refreshes automatically."
			) : following ? (
				"It refreshes every two seconds."
			) : (
				<>
					Or <a href={`${here}?follow=1`}>refresh it every two seconds</a>.
				</>
			)}
		</p>
	);
}
