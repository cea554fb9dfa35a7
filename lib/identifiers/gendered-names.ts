/**
 * Words of names by which a man or a woman of one surname is told from "Mr" or "Mrs" alone. Given names that are hardly ever the other's (of
 * the most frequent ones in the United Kingdom), and words that stand beside a given name in South Asia. Not those that both have: Kim, Lee, Robin.
 */
export const mensNames =
	"david john michael paul andrew peter stephen steven mark robert richard christopher ian anthony kevin gary brian alan james martin william simon philip phillip graham colin derek keith neil kenneth thomas george edward joseph charles daniel matthew jonathan nicholas timothy roger raymond trevor dennis ronald donald gordon stuart stewart barry geoffrey jeffrey adam benjamin luke jack harry oliver joshua samuel alexander ryan jacob ethan liam nathan callum aaron sean patrick gareth huw rhys dafydd ieuan emyr hywel geraint aled iwan owain gwilym ifan mohammed muhammad mohamed mohammad ahmed abdul abdullah ali hassan hussain ibrahim omar imran tariq singh kumar uddin krzysztof piotr pawel tomasz marcin jan andrzej".split(
		" ",
	);
export const womensNames =
	"susan sarah margaret karen jane christine elizabeth linda patricia helen nicola jacqueline deborah mary alison julie barbara janet joanne maria catherine katherine kathleen dorothy jean joan sheila maureen brenda pamela shirley eileen irene valerie sandra carol caroline christina angela amanda emma rachel rebecca laura claire clare victoria louise michelle samantha lisa anne anna ann annie alice charlotte emily olivia sophie lucy hannah jessica amy grace ruth judith rosemary hilary gillian heather fiona diana diane hazel marion joyce doris vera edna gwen gwenllian bethan sian sioned elin nia rhiannon carys catrin mair megan cerys fatima aisha ayesha begum khatun khatoon bibi kaur kumari devi akter khanam parveen sultana agnieszka katarzyna malgorzata joanna ewa".split(
		" ",
	);
