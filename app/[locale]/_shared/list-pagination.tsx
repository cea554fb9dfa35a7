import { NumberedPagination } from "@/components/ui/list";
import { href, type Locale, translator } from "@/lib/i18n";

/** Links to the neighbouring pages of a list. `path` gives the address of a page without its language. */
export function ListPagination(props: {
	locale: Locale;
	label: string;
	page: number;
	pages: number;
	path: (page: number) => string;
}) {
	const { locale, label, page, pages, path } = props;
	const common = translator(locale, "common");
	return (
		<NumberedPagination
			label={label}
			position={common("pageOf", { page, pages })}
			page={page}
			pages={pages}
			href={(number) => href(locale, path(number))}
			previous={common("previousPage")}
			next={common("nextPage")}
		/>
	);
}
