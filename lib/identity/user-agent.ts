const browsers: [RegExp, string][] = [
	[/\b(?:Edg|EdgA|EdgiOS)\//, "Edge"],
	[/\b(?:OPR|OPT)\//, "Opera"],
	[/\bSamsungBrowser\//, "Samsung Internet"],
	[/\b(?:Firefox|FxiOS)\//, "Firefox"],
	[/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
	[/\bSafari\//, "Safari"],
];
const systems: [RegExp, string][] = [
	[/\biPhone\b/, "iPhone"],
	[/\biPad\b/, "iPad"],
	[/\bAndroid\b/, "Android"],
	[/\bCrOS\b/, "Chromebook"],
	[/\bWindows\b/, "Windows"],
	[/\bMacintosh\b/, "Mac"],
	[/\bLinux\b/, "Linux"],
];

/**
 * Returns coarse words for a browser from its User-Agent: "Firefox, Android". Enough to recognise one's own browser, too little
 * for a fingerprint. Empty if neither name is known. The names are trade marks and are not translated.
 */
export function deviceWords(userAgent: string): string {
	const first = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
	return [first(browsers), first(systems)].filter(Boolean).join(", ");
}
