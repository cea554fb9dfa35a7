import type { OutcomeTone } from "@/components/ui/outcome";
import type { Outcome } from "@/lib/exposure/schema";

/** The tone (colour and shape) of each outcome. */
export const outcomeTones: Record<Outcome, Exclude<OutcomeTone, "fault">> = {
	affected: "stop",
	"not-found": "clear",
	"under-review": "wait",
	"unable-to-match": "wait",
};
