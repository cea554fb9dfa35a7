/** What the cells of a column of genders say, in the languages and codes of programs (ISO 5218 among them). */

const his =
	"m male man masculine boy mr 1 męski mężczyzna mannlich mann masculin masculino maschio hombre homme homem uomo man mannelijk mand mies muž férfi erkek bay gwryw gwrywaidd dyn fireann fear м муж мужской мужчина чоловіча α άνδρας άρρεν 男 男性 남 남성 남자 ذكر זכר पुरुष পুরুষ";
const hers =
	"f female woman feminine girl ms mrs 2 w v k ż kobieta żeński weiblich frau feminin féminin femenino feminino femmina mujer femme mulher donna vrouw vrouwelijk kvinna kvinde kvinne nainen žena nő kadın bayan benyw benywaidd menyw baineann bean ж жен женский женщина жіноча θ γυναίκα θήλυ 女 女性 여 여성 여자 أنثى נקבה महिला মহিলা";

const titles = new Map(
	[
		["Mr", his],
		["Ms", hers],
		// A man in Spanish, French and Portuguese. Beside it a woman is "M" or "F", so it has a title that differs from both (`titleSigns.either`).
		["Fr", "h"],
	].flatMap(([title = "", words = ""]) => words.split(" ").map((word) => [word.normalize("NFKD"), title] as const)),
);

/** Returns the title that tells a couple apart as their genders do: "Mr" for "Male". Empty for what says neither. */
export const titleOfGender = (cell: string): string =>
	cell.length > longest
		? ""
		: (titles.get(cell) ??
			titles.get(
				cell
					.normalize("NFKD")
					.toLowerCase()
					.replace(/[.\s]+$/, ""),
			) ??
			"");

const longest = 20;
