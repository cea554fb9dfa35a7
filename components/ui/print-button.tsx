/**
 * Opens the browser's print window, on a page with the bar that brings app/enhance.js. Shown only where that runs: without
 * it the browser's own menu does it.
 */
export function PrintButton({ label }: { label: string }) {
	return (
		<button type="button" data-print="" className="button button-link print:hidden">
			{label}
		</button>
	);
}
