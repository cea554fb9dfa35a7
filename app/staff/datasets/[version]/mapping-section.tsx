import { Actions, Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Aside, Notice, Section } from "@/components/ui/layout";
import type { Staff } from "@/lib/authority";
import {
	describeFormat,
	FileRefused,
	fillMappingForm,
	previewUpload,
	savedMapping,
	savedMappings,
} from "@/lib/datasets";
import { type Format, formatSchema, type VersionView } from "@/lib/datasets/schema";
import { dataCategories } from "@/lib/guidance/schema";
import { relationships } from "@/lib/incidents/schema";
import { cancel, confirmMapping } from "../actions";
import { categoryLabels, refusalMessages, relationshipLabels } from "../labels";
import { MappingForm } from "./mapping-form";

const roles = [
	{
		label: "People are found by it",
		options: [
			{ value: "identifier:email", label: "Email address" },
			{ value: "identifier:telephone", label: "Telephone number" },
			{ value: "identifier:membership-number", label: "Membership number" },
			{ value: "name:full", label: "Full name" },
			{ value: "name:given", label: "First name" },
			{ value: "name:family", label: "Family name" },
			{ value: "name:title", label: "Title (Ms, Mr, Dr)" },
			{ value: "postcode", label: "Postcode" },
		],
	},
	{
		label: "Information people are told about",
		options: dataCategories.map((category) => ({
			value: `category:${category}`,
			label: categoryLabels[category] ?? category,
		})),
	},
	{
		label: "About the record",
		options: [
			{ value: "relationship", label: "Relationship (member, donor …)" },
			{ value: "source", label: "Where the data came from" },
			{ value: "since", label: "Since when" },
		],
	},
	{ label: "Nothing", options: [{ value: "ignore", label: "Ignore this column" }] },
];

const encodingNames = {
	"utf-8": "UTF-8",
	"utf-16le": "UTF-16 (little endian)",
	"utf-16be": "UTF-16 (big endian)",
	"windows-1252": "Windows-1252",
};
const delimiterNames = { ",": "Commas", ";": "Semicolons", "\t": "Tabs", "|": "Bars" };
const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));

/** How the file was read and what its columns are, both as guessed and to be corrected. */
export async function MappingSection(props: {
	staff: Staff;
	version: VersionView;
	query: Record<string, string | string[] | undefined>;
}) {
	const { staff, version, query } = props;
	if (version.importedBy.id !== staff.staffId) return <Notice tone="wait">{refusalMessages["not-yours"]}</Notice>;
	const asked = { encoding: query.encoding, delimiter: query.delimiter };
	const corrected: Partial<Format> = formatSchema.partial().safeParse(JSON.parse(JSON.stringify(asked))).data ?? {};
	const usedId = typeof query.mapping === "string" && query.mapping ? query.mapping : undefined;
	const used = usedId ? await savedMapping(staff, usedId) : undefined;
	const saved = await savedMappings(staff);
	let preview: Awaited<ReturnType<typeof previewUpload>>;
	try {
		preview = await previewUpload(staff, version.id, corrected);
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		return <Notice tone="stop">{error.message}</Notice>;
	}
	if (!preview) return <Notice tone="stop">{refusalMessages["not-staged"]}</Notice>;
	const settings = { format: corrected, ...(usedId && used ? { saved: usedId } : {}) };
	return (
		<>
			<Section title="How the file is written">
				<p>{describeFormat(preview.format)}.</p>
				<form method="get" className="flex flex-wrap items-end gap-x-6">
					<SelectField
						name="encoding"
						label="Encoding"
						value={preview.format.encoding}
						options={options(encodingNames)}
					/>
					<SelectField
						name="delimiter"
						label="Columns parted by"
						value={preview.format.delimiter}
						options={options(delimiterNames)}
					/>
					{saved.length ? (
						<SelectField
							name="mapping"
							label="Saved mapping"
							value={usedId ?? ""}
							options={[{ value: "", label: "None" }, ...saved.map(({ id, name }) => ({ value: id, label: name }))]}
						/>
					) : null}
					<div className="my-6">
						<Button shape="plain">Read it this way</Button>
					</div>
				</form>
			</Section>
			<Section title="What each column is">
				<Aside>
					<p>
						This is a guess from the headers and the first rows. Correct it before you go on. The values shown here are
						kept sealed until the import has finished, then only fingerprints and masked hints stay.
					</p>
				</Aside>
				<MappingForm
					action={confirmMapping.bind(null, version.id, settings)}
					{...fillMappingForm(preview, used)}
					roles={roles}
					relationships={relationships.map((value) => ({ value, label: relationshipLabels[value] ?? value }))}
				/>
				<Actions>
					<form action={cancel.bind(null, version.id)}>
						<Button shape="link">Cancel and delete the upload</Button>
					</form>
				</Actions>
			</Section>
		</>
	);
}
