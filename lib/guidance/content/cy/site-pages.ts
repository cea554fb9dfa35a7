import type { standingPages } from "../../schema";
import { heading, list, note, type PageSource, steps, text } from "../content-blocks";

export default {
	overview: {
		title: "Beth i’w wneud ar ôl tor diogelwch data",
		lead: "Gall y rhan fwyaf o bobl gadw’n ddiogel gydag ychydig o gamau bach. Mae’r dudalen hon yn dangos sut.",
		blocks: [
			heading("Beth yw tor diogelwch data"),
			text(
				"Tor diogelwch data yw pan gaiff data amdanoch ei golli, ei newid neu ei weld gan rywun na ddylai ei weld. Gall fod yn ymosodiad neu’n gamgymeriad.",
			),
			text("Ni wnaethoch ddim o’i le. Ein gwaith ni yw gofalu am eich data."),
			heading("Sut y gallai effeithio arnoch chi"),
			list(
				"Gallech gael e-byst, negeseuon testun, galwadau neu lythyrau twyllodrus yn ein henw ni.",
				"Gallai rhywun geisio mynd i mewn i’ch cyfrifon.",
				"Gallai rhywun geisio benthyca neu brynu pethau yn eich enw.",
				"Efallai y byddwch yn poeni. Mae hynny’n normal, a gallwn helpu.",
			),
			heading("Camau i’w cymryd"),
			steps(
				"[Gwiriwch eich cofnodion](/sign-in) i weld a effeithiwyd arnoch chi, a sut.",
				"Diogelwch eich cyfrif e-bost gydag allwedd mynediad (passkey) neu ddilysu 2 gam.",
				"Newidiwch unrhyw gyfrinair roeddech yn ei ddefnyddio gyda ni, ym mhob man arall lle rydych wedi’i ddefnyddio.",
				"Gwyliwch eich cyfrif banc am daliadau nad ydych yn eu hadnabod.",
				"Byddwch yn ofalus gyda negeseuon sy’n defnyddio ein henw. Gweler [sut i adnabod sgamiau](spotting-scams).",
			),
			heading("Rhoi gwybod am negeseuon amheus"),
			list(
				"Anfonwch e-byst ymlaen i {suspicious-email}.",
				"Anfonwch negeseuon testun ymlaen i {suspicious-text}. Mae am ddim.",
				"Rhowch y ffôn i lawr ar alwadau. Anfonwch y gair CALL a’r rhif mewn neges destun i {suspicious-text}.",
			),
			heading("Os ydych wedi colli arian"),
			steps(
				"Ffoniwch {bank} i gyrraedd eich banc. Mae’r rhif hwn yn gweithio i’r rhan fwyaf o fanciau.",
				"Rhowch wybod i {fraud}.",
				"Cadwch bob neges a nodyn.",
			),
			note(
				"Os ydych mewn perygl",
				"Ffoniwch {emergency}. Gweler [beth i’w wneud os ydych yn poeni am eich diogelwch](safety).",
			),
		],
	},
	verify: {
		title: "Ai gennym ni y daeth y neges hon?",
		lead: "Os nad ydych yn siŵr, peidiwch ag ateb. Gwiriwch hi yma yn gyntaf.",
		blocks: [
			heading("Gwiriwch o ble y daeth"),
			text("Dim ond y gwefannau hyn rydym yn eu defnyddio: {domains}. Teipiwch y cyfeiriad eich hun."),
			text("Daw ein e-byst o: {senders}. Gellir ffugio anfonwr, felly nid yw hyn yn ddigon ar ei ben ei hun."),
			heading("Chwiliwch am y ddau air"),
			steps(
				"Pan fyddwch yn gofyn am god, mae’r wefan hon yn dangos dau air i chi.",
				"Mae’r un ddau air ar ddiwedd pwnc ein e-bost gyda’r cod.",
				"Os nad yw’r geiriau yr un fath, peidiwch â defnyddio’r cod.",
			),
			heading("Beth na wnawn ni byth"),
			list(
				"Ni fyddwn byth yn anfon dolen i fewngofnodi.",
				"Ni fyddwn byth yn gofyn i chi ddweud eich cod wrthym. Rhowch ef ar y wefan hon yn unig.",
				"Ni fyddwn byth yn gofyn am gyfrinair na manylion banc.",
				"Ni fyddwn byth yn cynnig arian i chi drwy e-bost na neges destun.",
				"Ni fyddwn byth yn gofyn i chi symud arian na gosod ap.",
			),
			heading("Gwiriwch beth mae’n ei ddweud"),
			text(
				"Mae ein holl newyddion am y digwyddiad yn [ein diweddariadau](/updates). Os yw neges yn dweud rhywbeth arall, peidiwch ag ymddiried ynddi.",
			),
			heading("Os nad ydych yn siŵr o hyd"),
			list(
				"Ffoniwch ein llinell gymorth ar {helpline}.",
				"Anfonwch e-bost twyllodrus ymlaen i {suspicious-email}.",
				"Anfonwch neges destun dwyllodrus ymlaen i {suspicious-text}.",
			),
		],
	},
	privacy: {
		title: "Sut mae’r wefan hon yn defnyddio eich data",
		lead: "Rydym yn defnyddio cyn lleied ag y gallwn, a dim ond i roi ateb i chi a’ch helpu.",
		blocks: [
			heading("Pwy ydym ni"),
			text(
				"{organisation} sy’n rhedeg y wefan hon ac sy’n penderfynu sut y defnyddir eich data yma. Yr enw cyfreithiol ar hyn yw’r rheolydd.",
			),
			text("Ein swyddog diogelu data yw {dpo-name}. Ysgrifennwch at {dpo}. Drwy’r post, ysgrifennwch at {dpo-post}."),
			text("Ein rhif cofrestru gyda’r rheoleiddiwr data yw {registration}."),
			heading("Beth rydym yn ei ddefnyddio, pam ac am ba hyd"),
			list(
				"Eich cyfeiriad e-bost, i gadarnhau mai chi biau ef a dod o hyd i’ch cofnodion. Rydym yn ei storio wedi’i amgryptio.",
				"Y cod rydym yn ei anfon atoch. Mae’n gweithio unwaith, am 10 munud. Rydym yn dileu’r cofnod o’i anfon o fewn 3 diwrnod.",
				"Un manylyn arall, os ydych yn rhannu cyfeiriad. Dim ond fersiwn wedi’i chodio na ellir ei darllen rydym yn ei chadw, a dim ond os yw’n cyfateb.",
				"Eich atebion, er mwyn i chi weld a ydynt yn newid.",
				"Eich cynllun, er mwyn i chi barhau o’r lle y gwnaethoch orffen. Os gofynnwch am nodyn atgoffa, rydym yn cadw hynny nes iddo gael ei anfon.",
				"Eich manylion cyswllt a’ch dewisiadau, a chofnod o’r hyn y cytunoch iddo.",
				"Y math o borwr y gwnaethoch fewngofnodi ag ef, er mwyn i chi weld lle rydych wedi mewngofnodi. Rydym yn dileu hyn tua mis ar ôl i chi fewngofnodi.",
				"Marc wedi’i godio o bob porwr y gwnaethoch fewngofnodi ag ef. Felly gallwn ddweud wrthych pan fydd rhywun yn defnyddio un arall. Rydym yn ei ddileu ar ôl 400 diwrnod heb fewngofnodi.",
				"Eich cyfeiriad e-bost, os gofynnwch am e-byst am ddiweddariadau. Rydym yn ei anghofio pan fyddwch yn eu hatal.",
				"Pa negeseuon a anfonwyd atoch gennym, pryd, ac a wnaeth eich darparwr e-bost eu derbyn. Rydym yn dileu eich cyfeiriad yno unwaith y bydd yr e-bost wedi’i anfon neu wedi methu.",
				"Eich cyfeiriad e-bost yn y data yr effeithiwyd arno, er mwyn i ni ysgrifennu atoch os nad ydych erioed wedi mewngofnodi. Rydym yn ei ddileu unwaith y bydd yr e-bost wedi’i anfon neu wedi methu.",
				"Neges ffug y rhowch wybod i ni amdani. Rydym yn ei dileu ar ôl 30 diwrnod.",
				"Log o’r hyn a wnaed a phryd, i gadw’r wefan yn ddiogel. Nid yw’n cynnwys cyfeiriad nac enw.",
			),
			text("{kept-for}"),
			heading("Y rhesymau cyfreithlon"),
			{ kind: "list", items: ["{lawful-bases}"] },
			heading("Beth nad ydym yn ei wneud"),
			list(
				"Nid ydym yn defnyddio’r wefan hon i ymgyrchu nac i godi arian.",
				"Nid ydym yn gwerthu eich data. Dim ond yr hyn a ddywedwn wrthynt y caiff cwmnïau sy’n rhedeg y wefan i ni ei wneud.",
				"Nid ydym yn eich olrhain. Nid oes cwmni arall yn gweld eich ymweliad.",
				"Nid ydym yn gwneud penderfyniadau awtomataidd amdanoch. Dim ond chwilio am eich cofnodion a wnawn.",
			),
			heading("Eich hawliau", "rights"),
			list(
				"Gofyn am gopi o’ch data.",
				"Gofyn i ni ei gywiro.",
				"Gofyn i ni ei ddileu.",
				"Gofyn i ni ddefnyddio llai ohono, neu wrthwynebu sut rydym yn ei ddefnyddio.",
				"Gofyn amdano ar ffurf y gallwch fynd â hi gyda chi.",
			),
			text(
				"Ysgrifennwch at {dpo} neu ffoniwch {helpline}. Ni allwch wneud hyn ar y wefan ei hun eto. Ein swyddog diogelu data sy’n delio â phob cais. Rhaid i ni ateb o fewn mis.",
			),
			text(
				"Gallwch weld rhywfaint ohono eich hun: [eich atebion](/check/history) a [lle rydych wedi mewngofnodi](/devices). Gallwch newid [eich manylion cyswllt](/preferences) a’ch [cyfeiriadau](/identifiers). Gallwch wrthwynebu ymgyrchu yn [eich dewisiadau cysylltu](/preferences).",
			),
			heading("Os ydych am gwyno"),
			steps(
				"Cwynwch wrthym ni yn gyntaf. Ysgrifennwch at {dpo}. Byddwn yn cadarnhau o fewn 30 diwrnod ein bod wedi cael eich cwyn.",
				"Os nad ydych yn fodlon ar ein hateb, cwynwch wrth {regulator-name}. Ffoniwch {regulator} neu ewch i {regulator-website}.",
			),
		],
	},
	accessibility: {
		title: "Hygyrchedd y wefan hon",
		lead: "Rydym am i bawb allu defnyddio’r wefan hon.",
		blocks: [
			heading("Beth allwch chi ei wneud yma"),
			list(
				"Gwneud y testun hyd at bedair gwaith yn fwy a’i ddarllen o hyd.",
				"Defnyddio bysellfwrdd yn unig.",
				"Defnyddio darllenydd sgrin.",
				"Ei defnyddio mewn lliwiau golau neu dywyll, neu’r lliwiau rydych wedi’u gosod.",
				"Ei defnyddio heb JavaScript.",
				"{in-welsh}Ei darllen yn Gymraeg neu yn Saesneg.",
				"Argraffu eich ateb a’ch cynllun.",
			),
			heading("Pa mor dda y mae’n bodloni’r rheolau"),
			text(
				"Adeiladwyd y wefan hon i fodloni Canllawiau Hygyrchedd Cynnwys Gwe, fersiwn 2.2, lefel AA. Nid yw wedi’i gwirio’n annibynnol eto.",
			),
			heading("Sut y gwnaethom ei phrofi"),
			list(
				"Mae rhaglen o’r enw axe yn gwirio ein tudalennau ym mhob un o’u cyflyrau.",
				"Rydym yn defnyddio pob tudalen gyda bysellfwrdd yn unig, heb JavaScript.",
				"Rydym yn edrych arni ar ffôn ac ar sgrin fawr, gyda’r testun ddwywaith y maint.",
				"Mae fformiwla ddarllenadwyedd yn gwirio pa mor hawdd yw ein canllawiau Saesneg i’w darllen.",
			),
			heading("Beth nad yw’n gweithio’n dda eto"),
			list(
				"{in-welsh}Gall rhai newyddion fod yn Saesneg am gyfnod cyn eu bod yn Gymraeg. Rydym yn dweud hynny ar y dudalen.",
				"Nid oes fideo iaith arwyddion ar y wefan eto. Gofynnwch i ni am un.",
				"Nid yw pobl anabl wedi’i phrofi gyda ni eto. Rydym am wneud hyn nesaf.",
				"{in-welsh}Dim ond yn Saesneg y mae tudalennau’r staff.",
			),
			heading("Gofyn am fformat arall"),
			text(
				"Gallwch ofyn am brint bras, hawdd ei ddeall, braille, sain neu fideo iaith arwyddion. Dewiswch ef yn [eich dewisiadau cysylltu](/preferences), neu ffoniwch {helpline}.",
			),
			heading("Dweud wrthym am broblem"),
			steps(
				"Ysgrifennwch at {email} neu ffoniwch {helpline}.",
				"Dywedwch pa dudalen oedd hi a beth aeth o’i le.",
				"Byddwn yn dweud wrthych beth y gallwn ei wneud.",
			),
			text("Os nad ydych yn fodlon ar ein hateb, gallwch gwyno wrth {organisation}. Ysgrifennwch at: {post}."),
		],
	},
} satisfies Record<(typeof standingPages)[number], PageSource>;
