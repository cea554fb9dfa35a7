/**
 * Reminders of one's own plan: asked for by the person, sent once, and only while something is left to do. Emails go by
 * themselves; calls and letters wait in a queue of the staff. A reminder says nothing about anybody's answer.
 */
export * as reminderQueue from "./manual-queue";
export { askReminder, remindersOf, stopReminder } from "./schedule";
export { tasks } from "./tasks";
