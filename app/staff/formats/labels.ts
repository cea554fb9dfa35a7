import type { formatQueue } from "@/lib/contact";

export const formatLabels: Record<formatQueue.FormatRequest["format"], string> = {
	"large-print": "Large print",
	"easy-read": "Easy read",
	braille: "Braille",
	bsl: "British Sign Language",
	audio: "Audio",
};
export const languageLabels = { en: "English", cy: "Welsh" };
