/** Words and forms of reminders. Shared with the browser: no imports from the server. */
import { z } from "zod";

/** How long from now. A reminder comes on the morning of that day. */
export const intervals = ["three-days", "week", "month"] as const;
export type Interval = (typeof intervals)[number];

/** How a reminder can come: email by itself, calls and letters by the staff. Nobody here sends texts. */
export const reminderChannels = ["email", "telephone", "post"] as const;
export type ReminderChannel = (typeof reminderChannels)[number];

/** The form; it asks how only where there are several ways. Messages are keys of the catalogue "plan". */
export const reminderForm = z.object({
	when: z.enum(intervals, "reminder.whenMissing"),
	by: z.enum(reminderChannels, "reminder.byMissing").optional(),
});
export type ReminderWish = z.output<typeof reminderForm>;

/** What the plan shows: the ways somebody can be reminded, masked, and the reminder that is set, if any. */
export type Reminders = {
	ways: { channel: ReminderChannel; masked: string }[];
	set: { channel: ReminderChannel; masked: string; dueAt: Date } | undefined;
};
