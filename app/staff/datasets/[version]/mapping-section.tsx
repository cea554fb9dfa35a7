import { ActionForm } from "@/components/ui/action-form";
import { Actions, Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { Aside, Notice, Section } from "@/components/ui/layout";
import type { Staff } from "@/lib/authority";
import { dataCategories } from "@/lib/data-categories";
import {
	describeFormat,
	FileRefused,
	fillMappingForm,
	previewUpload,
	savedMapping,
	savedMappings,
} from "@/lib/datasets";
import {
	delimiterNames,
	encodingNames,
	type Format,
	formatSchema,
	lineEndNames,
	type VersionView,
} from "@/lib/datasets/schema";
import { relationships } from "@/lib/incidents/schema";
import { cancel, confirmMapping } from "../actions";
import { categoryLabels, refusalMessages, relationshipLabels } from "../labels";
import { MappingForm } from "./mapping-form";

/** What a column can be, in groups. */
export const roles = [
	{
		label: "Used to find people",
		options: [
			{ value: "identifier:email", label: "Email address" },
			{ value: "email-domain", label: "Second half of an email address (after the @)" },
			{ value: "identifier:telephone", label: "Telephone number" },
			{ value: "identifier:membership-number", label: "Membership number" },
			{ value: "name:full", label: "Full name" },
			{ value: "name:given", label: "First name" },
			{ value: "name:family", label: "Family name" },
			{ value: "name:title", label: "Title (Ms, Mr, Dr)" },
			{ value: "name:gender", label: "Gender, to tell two people of one name apart" },
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

type Query = Record<string, string | string[] | undefined>;
type Preview = NonNullable<Awaited<ReturnType<typeof previewUpload>>>;

const capitalise = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const options = (names: Record<string, string>) =>
	Object.entries(names).map(([value, name]) => ({ value, label: capitalise(name) }));

/** Returns the rows of the file that may hold the names of its columns, and the choice that none does. */
const headerRowOptions = ({ top }: Preview): { value: string; label: string }[] => [
	{ value: "", label: "As found" },
	{ value: "none", label: "None: the first row is a record" },
	...top.map(({ row, cells }) => ({ value: String(row), label: `Row ${row}: ${cells.join(" · ").slice(0, 60)}` })),
];

/** What the form calls the ends of rows: a browser sends a line feed of its own in place of one that is a value. */
const lineEndValues: Record<Format["lineEnd"], string> = { "\n": "line-feed", "\r": "carriage-return" };

/** Returns the parts of the format that staff chose in the form, which the address holds, where they differ from those detected. */
function correctedFormat(
	{ encoding, delimiter, lineEnd, headerRow }: Query,
	detected: Format | undefined,
): Partial<Format> {
	const chosen = {
		encoding,
		delimiter,
		lineEnd: Object.entries(lineEndValues).find(([, value]) => value === lineEnd)?.[0],
		headerRow: headerRow === "none" ? null : Number(headerRow) || undefined,
	};
	const differing = Object.entries(chosen).filter(
		([part, value]) =>
			value !== undefined &&
			(part === "headerRow" ||
				(part === "encoding" && detected?.unclear) ||
				value !== detected?.[part as keyof Format]),
	);
	return formatSchema.partial().safeParse(Object.fromEntries(differing)).data ?? {};
}

/** Draws the detected format and the suggested mapping of an upload, with forms to correct both. */
export async function MappingSection(props: {
	staff: Staff;
	version: VersionView & { format: Format | undefined };
	query: Query;
}) {
	const { staff, version, query } = props;
	if (version.importedBy.id !== staff.staffId) return <Notice tone="wait">{refusalMessages["not-yours"]}</Notice>;
	const mappingId = typeof query.mapping === "string" && query.mapping ? query.mapping : undefined;
	const selected = mappingId ? await savedMapping(staff, mappingId) : undefined;
	const corrected = { ...selected?.format, ...correctedFormat(query, version.format) };
	const saved = await savedMappings(staff);
	let preview: Preview | undefined;
	try {
		preview = await previewUpload(staff, version.id, corrected);
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		return (
			<>
				<Notice tone="stop">{error.message}</Notice>
				<p>
					<a href={`/staff/datasets/${version.id}`}>Read the file as it was found</a>
				</p>
			</>
		);
	}
	if (!preview) return <Notice tone="stop">{refusalMessages["not-staged"]}</Notice>;
	const { findsSomebody, ...form } = fillMappingForm(preview, selected);
	// A format that is clear is said in a sentence, so that the columns come first.
	const asksForFormat =
		preview.readings.length > 0 || preview.reads.length > 0 || saved.length > 0 || Object.keys(corrected).length > 0;
	return (
		<>
			{findsSomebody ? null : (
				<Notice tone="wait">
					<p>
						We found no email address, telephone number or membership number in this file, so nobody could be found by
						it. If it is the wrong file, cancel and delete the upload.
					</p>
					<CancelUpload version={version} />
				</Notice>
			)}
			{preview.rows.length === 0 ? (
				<Notice tone="wait">The file has the names of columns and no rows below them.</Notice>
			) : null}
			<Section title="File format">
				<p>{describeFormat(preview.format)}.</p>
				<EncodingQuestion readings={preview.readings} query={query} />
				<EncodingSample preview={preview} />
				<details open={asksForFormat} className="mt-3">
					<summary className="py-1">Change how the file is read</summary>
					<form method="get" className="flex flex-wrap items-end gap-x-6">
						<SelectField
							name="encoding"
							label="Encoding"
							value={preview.format.unclear ? "" : preview.format.encoding}
							options={[
								...(preview.format.unclear ? [{ value: "", label: "Choose one" }] : []),
								...options(encodingNames),
							]}
						/>
						<SelectField
							name="delimiter"
							label="Columns separated by"
							value={preview.format.delimiter}
							options={options(delimiterNames)}
						/>
						<SelectField
							name="lineEnd"
							label="Line endings"
							value={lineEndValues[preview.format.lineEnd]}
							options={Object.entries(lineEndValues).map(([end, value]) => ({
								value,
								label: capitalise(lineEndNames[end as Format["lineEnd"]]),
							}))}
						/>
						<SelectField
							name="headerRow"
							label="Which row holds the names of the columns?"
							value={corrected.headerRow === null ? "none" : String(corrected.headerRow ?? "")}
							options={headerRowOptions(preview)}
						/>
						{saved.length ? (
							<SelectField
								name="mapping"
								label="Saved mapping"
								value={mappingId ?? ""}
								options={[{ value: "", label: "None" }, ...saved.map(({ id, name }) => ({ value: id, label: name }))]}
							/>
						) : null}
						<div className="my-6">
							<Button shape="plain">Read it this way</Button>
						</div>
					</form>
				</details>
			</Section>
			<Section title="What each column is">
				<Aside>
					<p>
						This is a guess from the headers and the first rows. Correct it before you go on. The values shown here are
						kept encrypted until the import has finished. After that we keep only fingerprints, from which nobody can
						read a value, and masked hints.
					</p>
				</Aside>
				<MappingForm
					action={confirmMapping.bind(null, version.id, JSON.stringify(corrected), (selected && mappingId) || "")}
					{...form}
					roles={roles}
					relationships={relationships.map((value) => ({ value, label: relationshipLabels[value] ?? value }))}
				/>
				<Actions>
					<CancelUpload version={version} />
				</Actions>
			</Section>
		</>
	);
}

const CancelUpload = ({ version }: { version: { id: string } }) => (
	<ActionForm action={cancel.bind(null, version.id)}>
		<Button shape="link">Cancel and delete the upload</Button>
	</ActionForm>
);

/** Shows some words as they are read, by which staff see whether the encoding is right. */
function EncodingSample({ preview: { readings, reads, format } }: { preview: Preview }) {
	if (readings.length > 0 || reads.length === 0) return null;
	const sample = reads.join(", ");
	if (format.garbled)
		return (
			<Notice tone="wait">
				<p>
					Many words with accents or other special letters make no sense in {encodingNames[format.encoding]}: {sample}.
					Choose another encoding below.
				</p>
			</Notice>
		);
	return (
		<p>
			We read words with accents or other special letters like this: {sample}. If they look wrong, choose another
			encoding.
		</p>
	);
}

/** Asks in which encoding the names of a file read right, if no byte of it tells. Draws some of its words in each. */
function EncodingQuestion({ readings, query }: { readings: Preview["readings"]; query: Query }) {
	if (readings.length === 0) return null;
	const kept = Object.entries(query).filter((part): part is [string, string] => typeof part[1] === "string");
	return (
		<Notice tone="wait">
			<p>
				This file can be read in more than one way. In which of them do the names look right? If they do in none, choose
				another encoding below.
			</p>
			<ul>
				{readings.map(({ encoding, words }) => (
					<li key={encoding}>
						<a
							className="inline-block py-2"
							href={`?${new URLSearchParams({ ...Object.fromEntries(kept), encoding })}`}
						>
							{words.join(", ") || "No name in the first rows differs"} ({encodingNames[encoding]})
						</a>
					</li>
				))}
			</ul>
		</Notice>
	);
}
