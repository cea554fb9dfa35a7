/** What is said about one address that somebody entered: whether it is ours, and how it imitates ours. */
export type AddressTexts = { address: string; says: string; tricks: string[] };

/** Lists addresses with what is said about each. None of them is a link. */
export function AddressList({ addresses }: { addresses: AddressTexts[] }) {
	return (
		<ul className="mt-6">
			{addresses.map(({ address, says, tricks }) => (
				<li key={address} className="border-t border-line py-4">
					<bdi className="block font-bold wrap-anywhere">{address}</bdi>
					<p>{says}</p>
					{tricks.length > 0 ? (
						<ul className="prose list-disc pl-6">
							{tricks.map((trick) => (
								<li key={trick}>{trick}</li>
							))}
						</ul>
					) : null}
				</li>
			))}
		</ul>
	);
}
