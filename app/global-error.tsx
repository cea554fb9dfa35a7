"use client";

import { DidNotLoad } from "../components/site/did-not-load";

/** Replaces the whole document if even the frame of a page fails in the browser. */
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
