import { desc, isNull } from "drizzle-orm";
import { database, tables } from "../database";
import type { Locale } from "../i18n";
import type { ConfirmedFake, FakeChannel } from "./schema";

const { fakeMessage } = tables;

/** The most fakes on the public list. */
const most = 100;

/** Returns the fake messages that staff have confirmed, the newest first. */
export async function confirmedFakes(locale: Locale): Promise<ConfirmedFake[]> {
	const rows = await database()
		.select()
		.from(fakeMessage)
		.where(isNull(fakeMessage.removedAt))
		.orderBy(desc(fakeMessage.publishedAt), desc(fakeMessage.id))
		.limit(most);
	return rows.map(({ id, channel, sender, quote, tellsEn, tellsCy, publishedAt }) => {
		const lang = locale === "cy" && tellsCy ? "cy" : "en";
		const tells = (lang === "cy" ? tellsCy : tellsEn)
			.split(/\r?\n/)
			.map((tell) => tell.replace(/^\s*[-*•]\s+/, "").trim());
		return { id, channel: channel as FakeChannel, sender, quote, tells: tells.filter(Boolean), lang, publishedAt };
	});
}
