import { spokenMask } from "@/app/[locale]/_shared/spoken-mask";
import { ActionForm } from "@/components/ui/action-form";
import { Button } from "@/components/ui/button";
import { Read, Section } from "@/components/ui/layout";
import { Mask } from "@/components/ui/list";
import type { Channel, ContactPoint } from "@/lib/contact/schema";
import { type Locale, translator } from "@/lib/i18n";
import { removeChannel } from "./remove-action";

/** Shows a channel's address or number with a button to remove it. Shows nothing if there is none. */
export function RemovePoint(props: { channel: Channel; point: ContactPoint | undefined; locale: Locale }) {
	const { point, locale } = props;
	if (!point) return null;
	const t = translator(locale, "preferences");
	return (
		<Section title={t("remove")}>
			<Read>
				<p>
					{t.rich("point.now", {
						value: () => <Mask spoken={spokenMask(point.masked, locale)}>{point.masked}</Mask>,
					})}
				</p>
				<p>{t(`point.${props.channel}.removeText`)}</p>
			</Read>
			<ActionForm action={removeChannel.bind(null, props.locale, props.channel)} className="mt-5">
				<Button shape="stop" about={t(`channel.${props.channel}`)}>
					{t("remove")}
				</Button>
			</ActionForm>
		</Section>
	);
}
