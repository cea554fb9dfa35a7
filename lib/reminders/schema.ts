/** Types and schemas of reminders. Shared with the browser: no imports from the server. */
import { z } from "zod";

/** How long until the reminder. It is sent on the morning of that day. */
export const intervals = ["three-days", "week", "month"] as const;
export type Interval = (typeof intervals)[number];

/** The channels of reminders. The worker sends emails; staff make calls and write letters. Texts are not sent. */
export const reminderChannels = ["email", "telephone", "post"] as const;
export type ReminderChannel = (typeof reminderChannels)[number];

/** The form. It asks for the channel only if there are several. Messages are keys of the catalogue "plan". */
export const reminderForm = z.object({
	when: z.enum(intervals, "reminder.whenMissing"),
	by: z.enum(reminderChannels, "reminder.byMissing").optional(),
});
/** The form that asks for both: an empty one is told of both. */
export const reminderFormWithWay = reminderForm.extend({ by: z.enum(reminderChannels, "reminder.byMissing") });
export type ReminderWish = z.output<typeof reminderForm>;

/** The data of the plan's reminder: the channels to choose from, masked, and the reminder that is set, if any. */
export type Reminders = {
	contacts: { channel: ReminderChannel; masked: string }[];
	set: { channel: ReminderChannel; masked: string; dueAt: Date } | undefined;
};
