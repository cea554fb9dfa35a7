"use client";

import { DidNotLoad } from "../components/site/did-not-load";

/** The last resort in the browser, where not even the frame of a page could be drawn. */
export default function GlobalError() {
	return (
		<html lang="en">
			<head>
				<link rel="stylesheet" href="/site.css" />
				<link rel="stylesheet" href="/theme.css" />
			</head>
			<body>
				<DidNotLoad />
			</body>
		</html>
	);
}
