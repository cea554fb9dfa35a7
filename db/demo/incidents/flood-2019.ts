import type { IncidentHistory } from "../../schema/incident-history";

/** Closed: a denial of service without personal data. */
export const flood2019: IncidentHistory = {
	incident: {
		slug: "november-2019-website-attack",
		status: "closed",
		position: 3,
		titleEn: "November 2019 attack on our website",
		titleCy: "Ymosodiad Tachwedd 2019 ar ein gwefan",
		questionEn: "What happened to our website in November 2019?",
		questionCy: "Beth ddigwyddodd i'n gwefan ym mis Tachwedd 2019?",
		summaryEn:
			"Someone flooded our public website with traffic so that it stopped working. Nobody's information was involved.",
		summaryCy:
			"Gorlwythodd rhywun ein gwefan gyhoeddus â thraffig nes iddi roi'r gorau i weithio. Nid oedd gwybodaeth neb yn rhan o hyn.",
		occurredOn: "2019-11-11",
		discoveredOn: "2019-11-11",
		toldMembersAt: new Date("2019-11-12T09:00:00Z"),
		processorEn: "",
		processorCy: "",
		breachTypes: ["availability"],
		dataInvolved: false,
		knownEn:
			"- Our public website was slow or unavailable for parts of 11 and 12 November 2019.\n- The traffic never reached the systems that hold information about people.\n- The attack ended on 12 November.",
		knownCy:
			"- Roedd ein gwefan gyhoeddus yn araf neu ddim ar gael am rannau o 11 a 12 Tachwedd 2019.\n- Ni chyrhaeddodd y traffig y systemau sy'n dal gwybodaeth am bobl.\n- Daeth yr ymosodiad i ben ar 12 Tachwedd.",
		unknownEn: "- Who did it. The police closed their enquiry without an answer.",
		unknownCy: "- Pwy wnaeth hyn. Caeodd yr heddlu eu hymchwiliad heb ateb.",
		doingEn: "- A service in front of the site now absorbs floods of traffic.\n- There is nothing for you to do.",
		doingCy: "- Mae'r wefan bellach y tu ôl i wasanaeth sy'n amsugno llif o draffig.\n- Nid oes dim i chi ei wneud.",
		nextUpdateDueAt: null,
		updatedAt: new Date("2019-12-02T11:00:00Z"),
	},
	findings: [
		{
			effect: "inaccessible",
			confidence: "confirmed",
			noteEn: "The public website, for parts of two days.",
			noteCy: "Y wefan gyhoeddus, am rannau o ddau ddiwrnod.",
		},
		{
			effect: "accessed",
			confidence: "ruled-out",
			noteEn: "The website holds no information about people.",
			noteCy: "Nid yw'r wefan yn dal gwybodaeth am bobl.",
		},
		{ effect: "copied", confidence: "ruled-out" },
	],
	relationships: [],
	categories: {},
	reports: [
		{
			authority: "NCSC",
			roleEn: "Advised us during the attack",
			roleCy: "Rhoddodd gyngor i ni yn ystod yr ymosodiad",
			reportedOn: "2019-11-11",
			statusEn: "Closed",
			statusCy: "Wedi cau",
		},
		{
			authority: "Police",
			roleEn: "Looked into who did it",
			roleCy: "Ymchwiliodd i bwy wnaeth hyn",
			reportedOn: "2019-11-12",
			statusEn: "Closed in December 2019",
			statusCy: "Wedi cau ym mis Rhagfyr 2019",
		},
	],
	updates: [
		{
			slug: "website-slow-11-november-2019",
			titleEn: "Our website is slow today",
			titleCy: "Mae ein gwefan yn araf heddiw",
			summaryEn: "Someone is sending it far more traffic than it can handle.",
			summaryCy: "Mae rhywun yn anfon llawer mwy o draffig ati nag y gall ei ateb.",
			bodyEn:
				"Since 9am our public website has been flooded with traffic. Pages load slowly, or not at all.\n\nThis is an attack on the website only. Information about members is kept elsewhere and is not involved.",
			bodyCy:
				"Ers 09:00 mae ein gwefan gyhoeddus wedi'i gorlwytho â thraffig. Mae tudalennau'n llwytho'n araf neu ddim o gwbl.\n\nYmosodiad ar y wefan yn unig yw hwn. Cedwir gwybodaeth am aelodau mewn lle arall ac nid yw'n rhan o hyn.",
			publishedAt: new Date("2019-11-11T11:30:00Z"),
		},
		{
			slug: "website-back-12-november-2019",
			titleEn: "Our website is back",
			titleCy: "Mae ein gwefan yn ôl",
			summaryEn: "The attack ended this afternoon. No information was involved.",
			summaryCy: "Daeth yr ymosodiad i ben y prynhawn yma. Nid oedd gwybodaeth yn rhan o hyn.",
			bodyEn:
				"The attack ended at 2pm. All our pages are working again.\n\nWe have checked with specialists: nothing was read, copied or changed. You do not need to do anything.",
			bodyCy:
				"Daeth yr ymosodiad i ben am 14:00. Mae pob tudalen yn ateb eto.\n\nRydym wedi gwirio gydag arbenigwyr: ni chafodd dim ei ddarllen, ei gopïo na'i newid. Nid oes angen i chi wneud dim.",
			publishedAt: new Date("2019-11-12T16:00:00Z"),
		},
		{
			slug: "website-attack-closed",
			titleEn: "We have closed this incident",
			titleCy: "Rydym wedi cau'r digwyddiad hwn",
			summaryEn: "What we changed so that the site stays up next time.",
			summaryCy: "Yr hyn a newidiwyd gennym fel bod y wefan yn aros ar gael y tro nesaf.",
			bodyEn:
				"The police and the NCSC have finished their work.\n\nWhat we changed:\n\n- A service in front of the site now absorbs floods of traffic.\n- We keep copies of our public pages in several places.\n- We test both twice a year.",
			bodyCy:
				"Mae'r heddlu a'r NCSC wedi gorffen eu gwaith.\n\nYr hyn a newidiwyd gennym:\n\n- Mae gwasanaeth o flaen y wefan bellach yn amsugno llif o draffig.\n- Mae ein tudalennau cyhoeddus yn barod mewn sawl lle.\n- Rydym yn profi'r ddau ddwywaith y flwyddyn.",
			publishedAt: new Date("2019-12-02T11:00:00Z"),
		},
	],
};
