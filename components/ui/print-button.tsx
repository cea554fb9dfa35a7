"use client";

import { useEffect, useState } from "react";

/** Opens the browser's print window. Shown only where scripts run: without them the browser's own menu does it. */
export function PrintButton({ label }: { label: string }) {
	const [ready, setReady] = useState(false);
	useEffect(() => setReady(true), []);
	if (!ready) return null;
	return (
		<button type="button" onClick={() => window.print()} className="button button-link print:hidden">
			{label}
		</button>
	);
}
