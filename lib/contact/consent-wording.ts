import { createHash } from "node:crypto";
import { type Locale, translator } from "../i18n";
import { type Channel, type Choice, type ChoiceAsShown, channels, choiceKey, purposes } from "./schema";

/** Every choice with the sentence a person reads beside its box. The page shows these and the consent record keeps these. */
export function choicesShown(locale: Locale, allowed: ReadonlySet<Choice>): ChoiceAsShown[] {
	const t = translator(locale, "preferences");
	return purposes.flatMap((purpose) =>
		channels.map((channel) => {
			const choice = choiceKey(channel, purpose);
			return { choice, channel, purpose, wording: t(`choice.${purpose}.${channel}`), allowed: allowed.has(choice) };
		}),
	);
}

/** A short name for a set of sentences: whoever agreed to others, in a page opened before they changed, is asked again. */
export function consentText(shown: readonly ChoiceAsShown[]): string {
	return createHash("sha256")
		.update(JSON.stringify(shown.map(({ choice, wording }) => [choice, wording])))
		.digest("hex")
		.slice(0, 16);
}

/** The sentence under which an address or number of a channel is kept. It never holds the address itself. */
export function pointWording(locale: Locale, channel: Channel): string {
	return translator(locale, "preferences")(`point.${channel}.wording`);
}
