/** Formats a size in bytes: "4.2 MB". */
export function formatBytes(value: number): string {
	if (value < 1000) return `${value} bytes`;
	const units = ["kB", "MB", "GB"];
	let size = value / 1000;
	let unit = 0;
	while (size >= 1000 && unit < 2) {
		size /= 1000;
		unit++;
	}
	return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

/** Formats a duration: "40 s", "5 min", "1.5 h". */
export function formatDuration(seconds: number): string {
	if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
	return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
