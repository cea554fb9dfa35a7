import type { formatQueue } from "@/lib/contact";

export const formatWords: Record<formatQueue.FormatRequest["format"], string> = {
	"large-print": "Large print",
	"easy-read": "Easy read",
	braille: "Braille",
	bsl: "British Sign Language",
	audio: "Audio",
};
export const languageWords = { en: "English", cy: "Welsh" };
