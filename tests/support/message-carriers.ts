/** Where messages go in a test: a mail server, and what stands in for GOV.UK Notify. */
import { vi } from "vitest";
import { env } from "@/lib/env";
import { type NotifyStandIn, startNotifyStandIn } from "./notify-stand-in";
import { type SmtpSink, startSmtpSink } from "./smtp-sink";

/** The templates of texts and letters, as the stand-in knows them. */
export const textTemplate = "0b8cfb0e-6f5e-4a64-9d4a-7b1a1f0e6a02";
const letterTemplate = "0b8cfb0e-6f5e-4a64-9d4a-7b1a1f0e6a03";

export type MessageCarriers = {
	sink: SmtpSink;
	standIn: NotifyStandIn;
	/** Has both take all that comes, forget what came, and makes it an hour at which texts are sent. The clock goes on again after the returned call. */
	begin(): () => void;
	stop(): Promise<void>;
};

/** Starts both. Emails go to the mail server, texts to Notify; letters too, with `letters`. */
export async function startMessageCarriers({ letters = false } = {}): Promise<MessageCarriers> {
	const templates = { [textTemplate]: ["text"], ...(letters ? { [letterTemplate]: ["subject", "text"] } : {}) };
	const sink = await startSmtpSink();
	const standIn = await startNotifyStandIn(templates);
	return {
		sink,
		standIn,
		begin() {
			vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-30T11:00:00Z") });
			Object.assign(env(), {
				SMTP_URL: sink.url,
				NOTIFY_URL: standIn.url,
				NOTIFY_API_KEY: standIn.key,
				NOTIFY_EMAIL_TEMPLATE: undefined,
				NOTIFY_TEXT_TEMPLATE: textTemplate,
				NOTIFY_LETTER_TEMPLATE: letters ? letterTemplate : undefined,
			});
			sink.taken.length = 0;
			sink.answer = () => "take";
			standIn.taken.length = 0;
			standIn.answer = () => "take";
			standIn.status = () => "delivered";
			return () => void vi.useRealTimers();
		},
		async stop() {
			await standIn.stop();
			await sink.stop();
		},
	};
}
