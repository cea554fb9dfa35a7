/** What the header of a column says in a script other than Latin. Whole headers alone are known: their languages join words in other ways. */
import type { ColumnRole } from "../schema";

const given: ColumnRole = { as: "name", part: "given" };
const family: ColumnRole = { as: "name", part: "family" };
const full: ColumnRole = { as: "name", part: "full" };
const gender: ColumnRole = { as: "name", part: "gender" };
const born: ColumnRole = { as: "category", category: "date-of-birth" };
const address: ColumnRole = { as: "category", category: "postal-address" };
const email: ColumnRole = { as: "identifier", kind: "email" };
const telephone: ColumnRole = { as: "identifier", kind: "telephone" };

/** In Russian, Ukrainian and Bulgarian; Greek; Chinese, Japanese and Korean; Arabic, Urdu and Persian; Hebrew; Hindi, Bengali, Panjabi, Gujarati and Tamil. */
const lists: [ColumnRole, string][] = [
	[given, "имя|отчество|ім'я|по батькові|име|όνομα|名|名字|الاسم الأول|שם פרטי|पहला नाम|প্রথম নাম"],
	[
		family,
		"фамилия|прізвище|фамилно име|презиме|επώνυμο|επίθετο|姓|姓氏|성|اسم العائلة|اللقب|نام خانوادگی|שם משפחה|उपनाम|পদবি",
	],
	[
		full,
		"фио|ф.и.о.|полное имя|имя и фамилия|фамилия и имя|піб|ім'я та прізвище|ονοματεπώνυμο|姓名|氏名|名前|お名前|이름|성명|성함|الاسم|الاسم الكامل|نام|پورا نام|שם|שם מלא|नाम|पूरा नाम|নাম|ਨਾਮ|ਨਾਂ|નામ|பெயர்",
	],
	[gender, "пол|стать|φύλο|性别|性別|성별|الجنس|جنس|מין|लिंग|লিঙ্গ"],
	[
		born,
		"дата рождения|дата народження|дата на раждане|ημερομηνία γέννησης|出生日期|生日|生年月日|생년월일|تاريخ الميلاد|تاریخ پیدائش|תאריך לידה|जन्म तिथि|জন্ম তারিখ",
	],
	[address, "адрес|адреса|διεύθυνση|地址|住址|住所|주소|العنوان|پتہ|כתובת|पता|ঠিকানা"],
	[
		email,
		"электронная почта|почта|эл. почта|електронна пошта|имейл|ηλεκτρονικό ταχυδρομείο|电子邮件|电子邮箱|邮箱|電子郵件|メールアドレス|メール|이메일|البريد الإلكتروني|ای میل|דואר אלקטרוני|ईमेल|ইমেইল",
	],
	[
		telephone,
		"телефон|мобильный телефон|моб. телефон|τηλέφωνο|κινητό|电话|電話|手机|手機|電話番号|携帯電話|전화번호|휴대폰|الهاتف|رقم الهاتف|الجوال|فون|טלפון|נייד|फ़ोन|फोन|मोबाइल|ফোন|মোবাইল",
	],
];
const normal = (text: string) =>
	text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[’ʼ`]/g, "'")
		.replace(/[\s:*]+/g, " ")
		.trim();
const roles = new Map(
	lists.flatMap(([role, list]) => list.split("|").map((header) => [normal(header), role] as const)),
);

/** Returns the role that such a header names; undefined if it is in Latin letters, or names none. */
export const roleInOtherScript = (header: string): ColumnRole | undefined =>
	/[^\P{L}\p{Script=Latin}]/u.test(header) ? roles.get(normal(header)) : undefined;
