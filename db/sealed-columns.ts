/** A column of sealed values, with the purpose they are sealed for. `exposure.record` stands for the table of each version. */
type SealedColumn = { table: string; column: string; purpose: string };

/** Every column of sealed values, which `npm run keys -- reseal` walks. tests/domain/reseal.test.ts holds it against the catalogue. */
export const sealedColumns = [
	{ table: "public.challenge", column: "address_sealed", purpose: "address" },
	{ table: "public.check_result", column: "answer", purpose: "answer" },
	{ table: "public.confirmation", column: "sealed", purpose: "confirmation" },
	{ table: "public.contact_point", column: "sealed", purpose: "address" },
	{ table: "public.dataset_upload", column: "sealed", purpose: "dataset-upload" },
	{ table: "public.dataset_version", column: "sample", purpose: "dataset-sample" },
	{ table: "public.delivery", column: "address_sealed", purpose: "address" },
	{ table: "public.delivery", column: "next_sealed", purpose: "address" },
	{ table: "public.delivery", column: "last_sealed", purpose: "address" },
	{ table: "public.fake_report", column: "sender_sealed", purpose: "fake-report" },
	{ table: "public.fake_report", column: "text_sealed", purpose: "fake-report" },
	{ table: "public.message_trial", column: "mobile_sealed", purpose: "address" },
	{ table: "public.outbox_message", column: "recipient_sealed", purpose: "message-recipient" },
	{ table: "public.outbox_message", column: "subject_sealed", purpose: "message-subject" },
	{ table: "public.outbox_message", column: "text_sealed", purpose: "message-text" },
	{ table: "public.provider_sign_in", column: "address_sealed", purpose: "address" },
	{ table: "public.provider_sign_in", column: "tokens_sealed", purpose: "provider-tokens" },
	{ table: "public.proven_identifier", column: "sealed", purpose: "address" },
	{ table: "public.push_subscription", column: "address_sealed", purpose: "push-address" },
	{ table: "public.recipient_upload_piece", column: "sealed", purpose: "dataset-upload" },
	{ table: "public.staff_member", column: "email_sealed", purpose: "address" },
	{ table: "public.subscription", column: "address_sealed", purpose: "address" },
	{ table: "public.webhook_report", column: "body_sealed", purpose: "webhook" },
	{ table: "exposure.record", column: "hints", purpose: "hints" },
] as const satisfies readonly SealedColumn[];
