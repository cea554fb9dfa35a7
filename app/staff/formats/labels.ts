import type { accessibleFormats } from "@/lib/contact";

export const formatLabels: Record<accessibleFormats.FormatRequest["format"], string> = {
	"large-print": "Large print",
	"easy-read": "Easy read",
	braille: "Braille",
	bsl: "British Sign Language",
	audio: "Audio",
};
export const languageLabels = { en: "English", cy: "Welsh" };
