import { expect, it } from "vitest";
import { withUnbrokenWords } from "@/app/_server/unbroken-words.mjs";

const kept = (word: string) => `<span class="unbroken${word.length > 14 ? "-wide" : ""}">${word}</span>`;

it("keeps words with a short part and references in one piece, whatever is around them", () => {
	const page = (of: (word: string) => string) =>
		`<p lang="cy">Eich ${of("e-bost")}, ${of("E-byst")}: <b>${of("di-dâl")}</b> ${of("sign-in")} ${of("SAHE-M43Z")}, ${of("ABCD-1234-EFGH-5678")}.</p>`;
	expect(withUnbrokenWords(page((word) => word))).toBe(page(kept));
	expect(withUnbrokenWords(withUnbrokenWords(page((word) => word)))).toBe(page(kept));
});

it("leaves whole words, attributes and what can have no element in it as they are", () => {
	const page = `<title>E-bost</title><p class="mt-4 e-bost" title="e-bost">cyn-aelod abcd-1234-efgh-5678 – a - b</p>
<option value="e-bost">E-bost</option><textarea name="a">my e-bost
</textarea><script>a-b</script>`;
	expect(withUnbrokenWords(page)).toBe(page);
});
