import { createHash } from "node:crypto";
import { type Locale, translator } from "../i18n";
import { type Channel, type Choice, type ChoiceAsShown, channels, choiceKey, purposes } from "./schema";

/** Returns every choice with the sentence beside its box. The page shows these sentences and the consent record stores them. */
export function choicesShown(locale: Locale, allowed: ReadonlySet<Choice>): ChoiceAsShown[] {
	const t = translator(locale, "preferences");
	return purposes.flatMap((purpose) =>
		channels.map((channel) => {
			const choice = choiceKey(channel, purpose);
			return { choice, channel, purpose, wording: t(`choice.${purpose}.${channel}`), allowed: allowed.has(choice) };
		}),
	);
}

/** Returns a short hash of the sentences. A form opened before they changed holds another hash, so the person is asked again. */
export function wordingHash(shown: readonly ChoiceAsShown[]): string {
	return createHash("sha256")
		.update(JSON.stringify(shown.map(({ choice, wording }) => [choice, wording])))
		.digest("hex")
		.slice(0, 16);
}

/** Returns the sentence stored in the receipt when an address or number of a channel is saved. It never holds the address. */
export function pointWording(locale: Locale, channel: Channel): string {
	return translator(locale, "preferences")(`point.${channel}.wording`);
}
