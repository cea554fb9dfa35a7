/** Given names and surnames of invented people by language, and the encodings of one byte or two in which tables of them come. */
type Language = { encodings: readonly string[]; given: readonly string[]; family: readonly string[] };

const language = (encodings: string, given: string, family: string): Language => ({
	encodings: encodings.split(" "),
	given: given.split(" "),
	family: family.split(" "),
});

export const languages = {
	Polish: language(
		"windows-1250 iso-8859-2 cp852 maccenteuro",
		"Łukasz Michał Paweł Małgorzata Grażyna Elżbieta Stanisław Bożena Żaneta Rafał Jędrzej Łucja Błażej Agnieszka",
		"Dąbrowski Wójcik Kamiński Zieliński Szymański Woźniak Kozłowski Jabłoński Wiśniewska Gałązka Żółkowski Śliwiński Łuczak Źródłowski",
	),
	Czech: language(
		"windows-1250 iso-8859-2 cp852 maccenteuro",
		"Jiří Tomáš Lukáš Kateřina Eliška Zdeněk Ondřej Věra Růžena Štěpán Šárka Matěj Bořivoj Přemysl Čeněk Žofie",
		"Dvořák Černý Procházka Kučera Veselý Horák Němec Růžička Beneš Sedláček Doležal Kolář Navrátil Šťastný Křížová Hájek",
	),
	Hungarian: language(
		"windows-1250 iso-8859-2 cp852 maccenteuro",
		"György László Ágnes Erzsébet Zsófia Győző Jenő Tünde Árpád Gergő Ernő Dezső Réka",
		"Kovács Tóth Szabó Horváth Molnár Németh Szűcs Erdős Csepregi Győri Őszi Szőke Hegedűs Vörös",
	),
	Romanian: language(
		"windows-1250 iso-8859-2 cp852 macromania",
		"Ştefan Mădălina Cătălin Ionuţ Răzvan Mihăiţă Vlăduţ Anişoara Constanţa Sânziana Lăcrămioara",
		"Rădulescu Ţuţea Bălan Dănilă Stănescu Păun Brătianu Şerban Niţă Tănase Vârtosu",
	),
	Croatian: language(
		"windows-1250 iso-8859-2 cp852 maccroatian",
		"Željko Božidar Dražen Anđela Šime Nikša Snježana Živko Đurđica Ružica Mišo",
		"Kovačević Babić Marić Jurić Đurić Petković Šarić Tomić Živković Perišić Čović",
	),
	Turkish: language(
		"windows-1254 macturkish",
		"Ayşe Oğuz Çağla Işık İbrahim Şule Gülşen Yağmur Uğur Barış Pınar Yiğit Çiğdem Hüseyin",
		"Yılmaz Çelik Şahin Yıldırım Öztürk Aydın Doğan Kılıç Çetin Şimşek Güneş Akın Demirtaş",
	),
	Baltic: language(
		"windows-1257",
		"Kristīne Līga Žanis Agnė Rūta Živilė Žydrūnas Gintarė Jūratė Ģirts Ričardas Šarūnas",
		"Bērziņš Kalniņa Ozoliņš Liepiņš Krūmiņa Kazlauskienė Petrauskaitė Žukauskas Stankevičius Zariņš Balčiūnas Šimkutė",
	),
	Greek: language(
		"windows-1253 iso-8859-7",
		"Γιώργος Μαρία Δημήτρης Ελένη Νίκος Αικατερίνη Παναγιώτης Άννα Ιωάννης Σπύρος",
		"Παπαδόπουλος Οικονόμου Γεωργίου Νικολάου Βλαχός Ιωαννίδης Κωστόπουλος Αγγελόπουλος",
	),
	Russian: language(
		"windows-1251 koi8-r iso-8859-5 cp866",
		"Алексей Ольга Дмитрий Екатерина Сергей Наталья Иван Юлия Светлана Михаил Татьяна Артём",
		"Иванов Смирнова Кузнецов Попова Васильев Соколов Михайлов Новикова Фёдоров Волков Щербакова",
	),
	Ukrainian: language(
		"windows-1251",
		"Олексій Наталія Дмитро Ірина Сергій Юлія Андрій Оксана Їжак",
		"Бондаренко Коваленко Ткаченко Кравчук Мельник Гнатюк Поліщук Лисенко Єфименко",
	),
	Hebrew: language("windows-1255", "דוד שרה משה רחל יוסף", "כהן לוי מזרחי פרץ ביטון"),
	Arabic: language("windows-1256", "محمد فاطمة أحمد عائشة علي", "حسن الخطيب النجار منصور"),
	Japanese: language(
		"shift_jis",
		"太郎 花子 健一 美咲 陽子 翔太 さくら 直樹 由美子",
		"田中 佐藤 鈴木 高橋 伊藤 渡辺 山本 中村 小林 加藤",
	),
	"simplified Chinese": language(
		"gb18030",
		"伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛",
		"王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 郭",
	),
	"traditional Chinese": language(
		"big5",
		"志明 淑芬 俊傑 雅婷 家豪 怡君 宗翰 美玲 冠宇 佳蓉",
		"陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝",
	),
	Korean: language("euc-kr", "민준 서연 지훈 수진 영희 철수 현우 지은 미영 성호", "김 이 박 최 정 강 조 윤 장 임"),
};

export const westernLanguages = {
	French: language(
		"windows-1252",
		"René Chloë François Renée Céline Noël Anaïs Léa Gaëlle Hélène Loïc Jérôme",
		"Dupré Lefèvre Désirée Béranger Gérôme Thévenet Brûlé",
	),
	Spanish: language(
		"windows-1252",
		"José María Andrés Ángel Raúl Íñigo Núria",
		"Núñez García López Martínez Peña Pérez Sánchez Muñoz Ibáñez",
	),
	Portuguese: language("windows-1252", "João Inês Conceição Simão", "Gonçalves Guimarães Brandão Simões Araújo"),
	German: language(
		"windows-1252 cp850",
		"Jürgen Björn Günther Käthe Jörg",
		"Müller Großmann Schröder Böhm Weiß Köhler",
	),
	English: language(
		"windows-1252",
		"Zoë Chloë André Siobhán Seán Ciarán Màiri Seòras",
		"O’Invented D’Made Ó’Fiction Ní’Made Brontë Mc’Made",
	),
	Scandinavian: language(
		"windows-1252",
		"Søren Jørgen Åsa Märta Øyvind Håkon Pål Åke Lærke Göran",
		"Jørgensen Sørensen Ångström Åkesson Nygård Kjær Lindström Hägg Mäkinen",
	),
	Welsh: language("iso-8859-14", "Llŷr Gŵyn Dŵynwen Rhŷs", "Llŵyd Dŵr-Made Tŷ-Mawr"),
};

const hasOther = (text: string) => /[^!-~ ]/.test(text);
const isEastAsian = (text: string) => /[\u3000-\ud7ff]/.test(text);

/** Returns the names of as many people as there are pairs of a given name and a surname, with a letter beyond a to z in each. */
export function namesIn({ given, family }: Language): string[] {
	const names = given.flatMap((first) =>
		family.map((last) => (isEastAsian(first) ? last + first : `${first} ${last}`)),
	);
	return names.filter(hasOther);
}
