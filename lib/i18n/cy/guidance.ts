import type { Messages } from "../messages";

export default {
	byCategory: "Beth i’w wneud ar gyfer pob math o ddata",
	byCategoryLead: "Dewiswch beth oedd yn y data. Mae eich ateb ar y wefan hon yn ei restru.",
	more: "Mwy o help",
	reviewed: "Adolygwyd ddiwethaf ar {date}.",
	holdsFor: "Mae’r dudalen hon i bobl yn y gwledydd hyn: {nations}.",
	and: { vowel: "ac", consonant: "a" },
	or: "neu",
	price:
		"£{pounds, number} am {years, plural, zero {# blynedd} one {# flwyddyn} two {# flynedd} few {# blynedd} many {# blynedd} =4 {# blynedd} other {# mlynedd}}",
	minutes:
		"{minutes, plural, zero {Tua # munud} one {Tua # funud} two {Tua # funud} few {Tua # munud} many {Tua # munud} other {Tua # munud}}",
	example: "Enghraifft ffug o sgam. Peidiwch â defnyddio unrhyw gyfeiriad na rhif sydd ynddi.",
	exampleEnd: "Diwedd yr enghraifft ffug.",
	exampleFrom: "Oddi wrth",
	tells: "Beth sy’n ei bradychu",
	allGuidance: "Yr holl ganllawiau",
	next: "Cael eich cynllun eich hun",
	nextLead: "Gwiriwch eich cofnodion i gael cynllun sy’n gweddu i’r hyn oedd yn eich data.",
} satisfies Messages["guidance"];
