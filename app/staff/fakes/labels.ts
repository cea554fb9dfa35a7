import type { FakeChannel } from "@/lib/fakes/schema";

export const channelLabels: Record<FakeChannel, string> = {
	email: "Email",
	text: "Text message",
	call: "Phone call",
	post: "Letter",
	social: "Social media",
	other: "Another way",
};
