/**
 * Reminders of a person's plan: set by the person, sent once, and only while the plan has open actions. The worker sends emails;
 * staff make calls and write letters from a queue. A reminder does not reveal an answer.
 */
export * as reminderQueue from "./manual-queue";
export { askReminder, remindersOf, stopReminder } from "./set-reminder";
export { tasks } from "./tasks";
