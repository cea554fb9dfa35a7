/**
 * Opens the browser's print window. Shown only if app/enhance.js runs, which ExitBar loads. Without scripts people print from
 * the browser's menu.
 */
export function PrintButton({ label }: { label: string }) {
	return (
		<button type="button" data-print="" className="button button-link print:hidden">
			{label}
		</button>
	);
}
