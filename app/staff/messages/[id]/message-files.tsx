import { Section } from "@/components/ui/layout";
import { DataTable } from "@/components/ui/list";
import type { Staff } from "@/lib/authority";
import { formatNumber } from "@/lib/format-number";
import { messageAdmin } from "@/lib/messages";

/** Shows which files a message to people of the data needs, how an operator reads one, and what its rows came to. */
export async function MessageFiles({ staff, message }: { staff: Staff; message: messageAdmin.StaffMessage }) {
	if (!message.audience.cohorts.includes("in-data")) return null;
	const files = await messageAdmin.messageFiles(staff, message.id);
	const isOpen = message.state === "prepared" && files.some(({ read }) => !read);
	return (
		<Section title="People who have never signed in">
			{message.state === "draft" ? (
				<p>
					We hold no addresses of them. Once you have settled words and people, an operator reads the original file of
					each dataset again.
				</p>
			) : null}
			{isOpen ? (
				<p>
					We hold no addresses of them. An operator adds them from the original file:{" "}
					<code>npm run message -- FILE --message {message.id} --as EMAIL</code>. Nobody can approve the message before
					that.
				</p>
			) : null}
			{files.length === 0 ? (
				<p>No dataset of its incident is active, so there is nobody in this group.</p>
			) : (
				<DataTable
					caption="Files it needs"
					head={[
						"Dataset",
						"Rows",
						"Never signed in",
						"Signed in or not for them",
						"Repeated",
						"Match nobody",
						"Not in the file",
					]}
					figures={[1, 2, 3, 4, 5, 6]}
					rows={files.map(({ versionId, dataset, number, read }) => ({
						key: versionId,
						cells: [
							`${dataset}, version ${number}`,
							...(read
								? [read.rows, read.people, read.outside, read.repeated, read.unmatched, read.missing].map(formatNumber)
								: ["Not read yet", "", "", "", "", ""]),
						],
					}))}
				/>
			)}
		</Section>
	);
}
