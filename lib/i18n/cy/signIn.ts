import type { Messages } from "../messages";

export default {
	title: "Gwirio eich cofnodion",
	lead: "Byddwn yn e-bostio cod atoch a byddwch chi'n ei deipio i mewn. Does dim cyfrinair.",
	email: "Cyfeiriad e-bost",
	emailHint: "Yr un a all fod gennym ar eich cyfer. Gallwch ychwanegu rhai eraill ar ôl mewngofnodi.",
	sendCode: "E-bostio cod ataf",
	singleSignOn: "Mewngofnodi gyda'ch cyfrif {organisation}",
	or: "Neu defnyddiwch god drwy e-bost:",
	same: "Mae pawb yn gweld yr un tudalennau yma, felly ni all neb ddarganfod ohonynt a yw cyfeiriad yn ein cofnodion.",
	withoutEmail: "Dydw i ddim yn defnyddio e-bost",
	withoutEmailText:
		"Mae angen cyfeiriad e-bost arnoch i weld eich ateb eich hun yma. Gall ein llinell gymorth ddweud wrthych beth ddigwyddodd a beth i'w wneud.",
	withoutEmailLink: "Cael help heb e-bost",
	notAnAddress: "Rhowch gyfeiriad e-bost, fel enw@example.org",
	ended: "Cawsoch eich allgofnodi am na ddigwyddodd dim am sbel. Mewngofnodwch eto i barhau o'r un lle.",
	signedOut:
		"Rydych wedi allgofnodi. Nid yw'r wefan hon wedi gadael dim amdanoch yn y porwr hwn. Gall hanes y porwr ei hun ddangos o hyd pa dudalennau a agoroch.",
	code: {
		title: "Rhowch y cod a anfonwyd atoch",
		sent: "Anfonwyd cod i <b>{address}</b>. Gall gymryd ychydig funudau i gyrraedd ac mae'n gweithio am {minutes, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}}.",
		wrongAddress: "Cyfeiriad anghywir?",
		oursTitle: "Gwiriwch mai gennym ni y daeth",
		ours: "Mae pwnc ein neges e-bost yn gorffen gyda'r ddau air hyn: <pair>{words}</pair>. Os nad yw, nid gennym ni y daeth y neges.",
		label: "Y cod o'n neges e-bost",
		hint: "6 digid, neu ragor ar adegau prysur. Gallwch ei ludo. Mae bylchau'n iawn.",
		notArrived: "Nid yw'r cod wedi cyrraedd",
		lookInJunk:
			"Arhoswch bum munud ac edrychwch yn eich ffolder sothach. Byddwn yn anfon hyd at {most, plural, zero {# cod} one {# cod} two {# god} few {# chod} many {# chod} other {# cod}} yr awr i un cyfeiriad, pwy bynnag sy'n gofyn amdanynt.",
		longCode:
			"Os na ddaw yr un, chwiliwch am unrhyw neges â chod a anfonwyd gennym atoch o fewn y {hours, plural, zero {# awr} one {# awr} two {# awr} few {# awr} many {# awr} other {# awr}} diwethaf, pwy bynnag a ofynnodd amdani. Ymhellach i lawr ynddi mae cod hir o {digits, plural, zero {# digid} one {# digid} two {# ddigid} few {# digid} many {# digid} other {# digid}}. Teipiwch hwnnw yma yn lle hynny.",
		ifNone:
			"Os nad oes gennych neges o'r fath, gofynnwch eto ymhen awr, neu ffoniwch ein llinell gymorth: {telephone}, {hours}.",
		busy: "Rydym yn anfon gormod o negeseuon ar hyn o bryd, felly nid ydym wedi anfon cod atoch. Rhowch gynnig arall arni ymhen {minutes, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}}. Os oes gennych neges â chod a anfonwyd gennym atoch o fewn y {hours, plural, zero {# awr} one {# awr} two {# awr} few {# awr} many {# awr} other {# awr}} diwethaf, nid oes angen aros: teipiwch y cod hir sydd ynddi yma.",
		another: "Anfon cod arall",
		noMore:
			"Rydym wedi anfon y cod hwn {sends, plural, zero {# gwaith} one {unwaith} two {ddwywaith} few {deirgwaith} many {# gwaith} other {# gwaith}}. Os na chyrhaeddodd yr un, gwiriwch y cyfeiriad neu ffoniwch ein llinell gymorth.",
		resent: "Rydym wedi anfon cod arall. Dim ond yr un diweddaraf sy'n gweithio.",
		notResent: "Ni allwn anfon y cod hwn eto. Gwiriwch y cyfeiriad, neu ffoniwch ein llinell gymorth.",
		notACode: "Rhowch ddigidau'r cod yn ein neges e-bost",
		wrong:
			"Nid dyna'r cod. Teipiwch yr un yn y neges ddiweddaraf gennym, yn y porwr lle gwnaethoch ofyn amdano. Os hwnnw yw'r un cywir, teipiwch y cod hir yn y neges honno.",
		expired: "Mae'r cod hwnnw'n rhy hen. Teipiwch y cod hir yn yr un neges, neu dewiswch “Anfon cod arall” isod.",
	},
	problem: {
		exhausted:
			"Roedd y cod yn anghywir ormod o weithiau. I'ch cadw'n ddiogel, nid yw'n gweithio mwyach. Gofynnwch am un newydd yma.",
		used: "Mae'r cod hwnnw wedi cael ei ddefnyddio eisoes. Gofynnwch am un newydd yma.",
		unknown:
			"Dim ond yn y porwr lle gwnaethoch ofyn amdano y mae cod yn gweithio, ac am gyfnod byr. Nid yw'r porwr hwn yn disgwyl un. Gofynnwch am un newydd yma.",
		account: "Ni chadarnhaodd eich cyfrif gyfeiriad e-bost i ni. Defnyddiwch god drwy e-bost yn lle hynny.",
	},
} satisfies Messages["signIn"];
