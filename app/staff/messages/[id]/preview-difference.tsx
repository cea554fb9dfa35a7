import { Notice } from "@/components/ui/layout";
import { formatNumber } from "@/lib/format-number";
import { messageAdmin } from "@/lib/messages";

/** Says before a message is sent that its people are 1 % or more others in number than its preview showed. */
export function PreviewDifference({ message }: { message: messageAdmin.StaffMessage }) {
	const { state, previewed, prepared } = message;
	const isBeforeSending = state === "prepared" || state === "approved" || state === "trying";
	if (!isBeforeSending || previewed === null || !messageAdmin.differsFromPreview(previewed, prepared)) return null;
	return (
		<Notice tone="wait">
			The preview showed {formatNumber(previewed)} people, and it is {formatNumber(prepared)} now: a difference of 1 in
			100 or more. Find out why before it is sent.
		</Notice>
	);
}
