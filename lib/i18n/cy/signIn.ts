import type { Messages } from "../messages";

export default {
	title: "Gwirio eich cofnodion",
	lead: "Byddwn yn anfon cod atoch drwy e-bost i’w roi yma. Nid oes angen cyfrinair.",
	email: "Cyfeiriad e-bost",
	emailHint: "Defnyddiwch gyfeiriad a roesoch i ni. Gallwch ychwanegu rhai eraill ar ôl mewngofnodi.",
	sendCode: "Anfon cod ataf drwy e-bost",
	singleSignOn: "Mewngofnodi gyda’ch cyfrif {organisation}",
	or: "Neu defnyddiwch god drwy e-bost:",
	same: "Mae’r tudalennau hyn yn edrych yr un fath i bawb, felly nid ydynt yn datgelu cyfeiriad pwy sydd gennym.",
	withoutEmail: "Nid wyf yn defnyddio e-bost",
	withoutEmailText:
		"Mae angen cyfeiriad e-bost arnoch i weld eich ateb yma. Gall ein llinell gymorth ddweud wrthych beth ddigwyddodd a beth i’w wneud.",
	withoutEmailLink: "Cael help heb e-bost",
	notAnAddress: "Rhowch gyfeiriad e-bost, fel enw@example.org",
	noCookie:
		"Ni chadwodd eich porwr ein cwci, felly ni fyddai eich cod yn gweithio. Yng ngosodiadau’r porwr, caniatewch gwcis ar gyfer y wefan hon. Yna pwyswch y botwm eto.",
	ended:
		"Rydym wedi eich allgofnodi am nad oeddech wedi defnyddio’r wefan am gyfnod. Mewngofnodwch eto i barhau o’r un lle.",
	signedOut:
		"Rydych wedi allgofnodi. Rydym wedi clirio eich sesiwn o’r porwr hwn. Gall hanes y porwr ei hun ddangos o hyd pa dudalennau a agorwyd gennych.",
	code: {
		title: "Rhowch y cod a anfonwyd atoch",
		sent: "Anfonwyd cod i <b>{address}</b>. Mae ein neges ddiweddaraf yn dweud y gofynnwyd amdano am <when>{time}</when>. Gall gymryd ychydig funudau i gyrraedd ac mae’n gweithio am {minutes, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}}.",
		wrongAddress: "Cyfeiriad anghywir?",
		oursTitle: "Gwiriwch mai gennym ni y daeth",
		ours: "Mae pwnc ein neges e-bost yn gorffen gyda’r ddau air hyn: <pair>{words}</pair>. Os nad yw, nid gennym ni y daeth y neges.",
		label: "Y cod o’n neges e-bost",
		hint: "6 digid, neu ragor ar adegau prysur. Gallwch ei ludo, gyda bylchau neu hebddynt.",
		notArrived: "Nid yw’r cod wedi cyrraedd",
		lookInJunk:
			"Gall gymryd 5 munud. Edrychwch yn eich ffolder sothach. Byddwn yn anfon hyd at {most, plural, zero {# cod} one {# cod} two {# god} few {# chod} many {# chod} other {# cod}} yr awr i un cyfeiriad, pwy bynnag sy’n gofyn amdanynt.",
		longCode:
			"Os na ddaw yr un, chwiliwch am unrhyw neges â chod a anfonwyd gennym atoch o fewn y {hours, plural, zero {# awr} one {# awr} two {# awr} few {# awr} many {# awr} other {# awr}} diwethaf. Nid oes gwahaniaeth pwy a ofynnodd amdani. Ymhellach i lawr ynddi mae cod hir o {digits, plural, zero {# digid} one {# digid} two {# ddigid} few {# digid} many {# digid} other {# digid}}. Rhowch hwnnw yma yn lle hynny.",
		ifNone: "Os nad oes gennych un, gofynnwch eto ymhen awr, neu ffoniwch ein llinell gymorth: {telephone}, {hours}.",
		busy: "Rydym yn brysur iawn ar hyn o bryd, felly nid ydym wedi anfon cod atoch. Rhowch gynnig arall arni ymhen {minutes, plural, zero {# munud} one {# funud} two {# funud} few {# munud} many {# munud} other {# munud}}. Os anfonwyd neges â chod atoch gennym o fewn y {hours, plural, zero {# awr} one {# awr} two {# awr} few {# awr} many {# awr} other {# awr}} diwethaf, nid oes angen aros. Rhowch y cod hir sydd ynddi yma.",
		another: "Anfon cod arall",
		noMore:
			"Rydym wedi anfon y cod hwn {sends, plural, zero {# gwaith} one {unwaith} two {ddwywaith} few {deirgwaith} many {# gwaith} other {# gwaith}}. Os na chyrhaeddodd yr un, gwiriwch y cyfeiriad neu ffoniwch ein llinell gymorth.",
		resent: "Rydym wedi anfon cod arall atoch. Dim ond yr un diweddaraf sy’n gweithio.",
		notResent: "Ni allwn anfon y cod hwn eto. Gwiriwch y cyfeiriad, neu ffoniwch ein llinell gymorth.",
		notACode: "Rhowch y cod o’n neges e-bost, mewn digidau",
		wrong:
			"Nid dyna’r cod cywir. Rhowch yr un o’n neges ddiweddaraf, yn y porwr lle gwnaethoch ofyn amdano. Os nad yw’n gweithio o hyd, rhowch y cod hir o’r neges honno.",
		olderInAMinute: "Daw’r cod hwnnw o neges hŷn. Rhowch yr un o’r neges a gyrhaeddodd ddiwethaf.",
		older:
			"Daw’r cod hwnnw o neges hŷn, y gwnaethoch ofyn amdani am {older}. Rhowch yr un o’n neges ddiweddaraf, sy’n dweud {newest}.",
		expired: "Mae’r cod hwnnw wedi dod i ben. Dewiswch “Anfon cod arall” isod, neu rhowch y cod hir o’r un neges.",
	},
	problem: {
		exhausted:
			"Rhoddwyd y cod hwnnw’n anghywir ormod o weithiau. I’ch cadw’n ddiogel, nid yw’n gweithio mwyach. Gofynnwch am un newydd yma.",
		used: "Mae’r cod hwnnw eisoes wedi’i ddefnyddio. Gofynnwch am un newydd yma.",
		unknown: "Mae’r cod hwnnw wedi dod i ben, neu gwnaethoch ofyn amdano mewn porwr arall. Gofynnwch am un newydd yma.",
		"not-checked":
			"Ni allem wirio eich cyfrif ar hyn o bryd. Rhowch gynnig arall arni ymhen ychydig funudau, neu defnyddiwch god drwy e-bost yn lle hynny.",
		account: "Ni allem gael cyfeiriad e-bost o’r cyfrif hwnnw. Defnyddiwch god drwy e-bost yn lle hynny.",
	},
} satisfies Messages["signIn"];
