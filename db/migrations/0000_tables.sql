CREATE TABLE "audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"action" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_record" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"action" text NOT NULL,
	"locale" text NOT NULL,
	"statements" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact_point" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"channel" text NOT NULL,
	"sealed" "bytea",
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"proven_at" timestamp with time zone,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "contact_preference" (
	"person_id" text NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"allowed" boolean NOT NULL,
	"first" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_preference_person_id_channel_purpose_pk" PRIMARY KEY("person_id","channel","purpose")
);
--> statement-breakpoint
CREATE TABLE "contact_profile" (
	"person_id" text PRIMARY KEY NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"format" text DEFAULT 'standard' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "format_request" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"format" text NOT NULL,
	"language" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "dataset" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"name" text NOT NULL,
	"complete" boolean DEFAULT false NOT NULL,
	"active_version_id" text,
	CONSTRAINT "dataset_name" UNIQUE("incident_id","name")
);
--> statement-breakpoint
CREATE TABLE "dataset_mapping" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dataset_mapping_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "dataset_problem" (
	"version_id" text NOT NULL,
	"row" bigint NOT NULL,
	"column" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dataset_upload" (
	"version_id" text NOT NULL,
	"position" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "dataset_upload_version_id_position_pk" PRIMARY KEY("version_id","position")
);
--> statement-breakpoint
CREATE TABLE "dataset_version" (
	"id" text PRIMARY KEY NOT NULL,
	"dataset_id" text NOT NULL,
	"number" integer NOT NULL,
	"partition" integer GENERATED ALWAYS AS IDENTITY (sequence name "dataset_version_partition_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"state" text NOT NULL,
	"file_name" text NOT NULL,
	"file_bytes" bigint DEFAULT 0 NOT NULL,
	"file_hash" "bytea",
	"format" jsonb,
	"sample" "bytea",
	"mapping" jsonb,
	"report" jsonb,
	"rows_read" bigint DEFAULT 0 NOT NULL,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"failure" text,
	"imported_by" text NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"activated_by" text,
	"activated_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "dataset_version_partition_unique" UNIQUE("partition"),
	CONSTRAINT "dataset_version_number" UNIQUE("dataset_id","number"),
	CONSTRAINT "dataset_version_second_person" CHECK ("dataset_version"."activated_by" is distinct from "dataset_version"."imported_by"),
	CONSTRAINT "dataset_version_active_by_somebody" CHECK ("dataset_version"."state" <> 'active' or "dataset_version"."activated_by" is not null)
);
--> statement-breakpoint
CREATE TABLE "check_result" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"incident_id" text NOT NULL,
	"outcome" text NOT NULL,
	"versions" jsonb NOT NULL,
	"answer" "bytea" NOT NULL,
	"answer_hash" "bytea" NOT NULL,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_checked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "confirmation" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "confirmation_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "stated_identifier" (
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"stated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"kept" boolean DEFAULT false NOT NULL,
	"stated_in" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL,
	CONSTRAINT "stated_identifier_person_id_kind_fingerprint_pk" PRIMARY KEY("person_id","kind","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "action_progress" (
	"person_id" text NOT NULL,
	"action" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "action_progress_person_id_action_pk" PRIMARY KEY("person_id","action")
);
--> statement-breakpoint
CREATE TABLE "plan_choice" (
	"person_id" text PRIMARY KEY NOT NULL,
	"nation" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "challenge" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"browser_hash" "bytea" NOT NULL,
	"person_id" text,
	"address_fingerprint" "bytea" NOT NULL,
	"address_sealed" "bytea" NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"words" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sends" integer NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"consumed_at" timestamp with time zone,
	CONSTRAINT "challenge_browser_hash_unique" UNIQUE("browser_hash")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"merged_into" text
);
--> statement-breakpoint
CREATE TABLE "proven_identifier" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"means" text NOT NULL,
	"proven_at" timestamp with time zone DEFAULT now() NOT NULL,
	"proven_in" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL,
	CONSTRAINT "proven_identifier_once" UNIQUE("kind","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"person_id" text,
	"staff_id" text,
	"device" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"opened_in" bigint DEFAULT pg_current_xact_id()::text::bigint NOT NULL,
	CONSTRAINT "session_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "session_of_one" CHECK (num_nonnulls("session"."person_id", "session"."staff_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "staff_member" (
	"id" text PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"email_fingerprint" "bytea" NOT NULL,
	"email_sealed" "bytea" NOT NULL,
	"roles" text[] NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "authority_report" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"authority" text NOT NULL,
	"role_en" text NOT NULL,
	"role_cy" text DEFAULT '' NOT NULL,
	"reported_on" date NOT NULL,
	"status_en" text NOT NULL,
	"status_cy" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "correction" (
	"id" text PRIMARY KEY NOT NULL,
	"update_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"note_en" text NOT NULL,
	"note_cy" text DEFAULT '' NOT NULL,
	"previous_title_en" text NOT NULL,
	"previous_title_cy" text DEFAULT '' NOT NULL,
	"previous_summary_en" text DEFAULT '' NOT NULL,
	"previous_summary_cy" text DEFAULT '' NOT NULL,
	"previous_body_en" text NOT NULL,
	"previous_body_cy" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"status" text NOT NULL,
	"position" integer NOT NULL,
	"title_en" text NOT NULL,
	"title_cy" text DEFAULT '' NOT NULL,
	"question_en" text NOT NULL,
	"question_cy" text DEFAULT '' NOT NULL,
	"summary_en" text NOT NULL,
	"summary_cy" text DEFAULT '' NOT NULL,
	"occurred_on" date,
	"discovered_on" date,
	"told_members_at" timestamp with time zone,
	"processor_en" text DEFAULT '' NOT NULL,
	"processor_cy" text DEFAULT '' NOT NULL,
	"breach_types" text[] NOT NULL,
	"data_involved" boolean NOT NULL,
	"known_en" text DEFAULT '' NOT NULL,
	"known_cy" text DEFAULT '' NOT NULL,
	"unknown_en" text DEFAULT '' NOT NULL,
	"unknown_cy" text DEFAULT '' NOT NULL,
	"doing_en" text DEFAULT '' NOT NULL,
	"doing_cy" text DEFAULT '' NOT NULL,
	"next_update_due_at" timestamp with time zone,
	"published_at" timestamp with time zone DEFAULT now(),
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "incident_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "incident_category" (
	"incident_id" text NOT NULL,
	"relationship" text NOT NULL,
	"category" text NOT NULL,
	"standing" text NOT NULL,
	CONSTRAINT "incident_category_incident_id_relationship_category_pk" PRIMARY KEY("incident_id","relationship","category")
);
--> statement-breakpoint
CREATE TABLE "incident_finding" (
	"incident_id" text NOT NULL,
	"effect" text NOT NULL,
	"confidence" text NOT NULL,
	"note_en" text DEFAULT '' NOT NULL,
	"note_cy" text DEFAULT '' NOT NULL,
	CONSTRAINT "incident_finding_incident_id_effect_pk" PRIMARY KEY("incident_id","effect")
);
--> statement-breakpoint
CREATE TABLE "incident_relationship" (
	"incident_id" text NOT NULL,
	"relationship" text NOT NULL,
	"source_en" text NOT NULL,
	"source_cy" text DEFAULT '' NOT NULL,
	"lawful_basis_en" text NOT NULL,
	"lawful_basis_cy" text DEFAULT '' NOT NULL,
	"retention_en" text NOT NULL,
	"retention_cy" text DEFAULT '' NOT NULL,
	CONSTRAINT "incident_relationship_incident_id_relationship_pk" PRIMARY KEY("incident_id","relationship")
);
--> statement-breakpoint
CREATE TABLE "incident_update" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"slug" text NOT NULL,
	"status" text NOT NULL,
	"title_en" text NOT NULL,
	"title_cy" text DEFAULT '' NOT NULL,
	"summary_en" text DEFAULT '' NOT NULL,
	"summary_cy" text DEFAULT '' NOT NULL,
	"body_en" text NOT NULL,
	"body_cy" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "incident_update_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "outbox_message" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"locale" text NOT NULL,
	"recipient_sealed" "bytea" NOT NULL,
	"subject_sealed" "bytea",
	"text_sealed" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "plan_reminder" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"channel" text NOT NULL,
	"to_sign_in" boolean NOT NULL,
	"locale" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"handed_over_at" timestamp with time zone,
	CONSTRAINT "plan_reminder_person_id_unique" UNIQUE("person_id")
);
--> statement-breakpoint
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_point" ADD CONSTRAINT "contact_point_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_preference" ADD CONSTRAINT "contact_preference_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_profile" ADD CONSTRAINT "contact_profile_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "format_request" ADD CONSTRAINT "format_request_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_problem" ADD CONSTRAINT "dataset_problem_version_id_dataset_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."dataset_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_upload" ADD CONSTRAINT "dataset_upload_version_id_dataset_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."dataset_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dataset_version" ADD CONSTRAINT "dataset_version_dataset_id_dataset_id_fk" FOREIGN KEY ("dataset_id") REFERENCES "public"."dataset"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_result" ADD CONSTRAINT "check_result_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_result" ADD CONSTRAINT "check_result_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "confirmation" ADD CONSTRAINT "confirmation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stated_identifier" ADD CONSTRAINT "stated_identifier_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_progress" ADD CONSTRAINT "action_progress_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_choice" ADD CONSTRAINT "plan_choice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proven_identifier" ADD CONSTRAINT "proven_identifier_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_staff_id_staff_member_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff_member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_report" ADD CONSTRAINT "authority_report_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_update_id_incident_update_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."incident_update"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_category" ADD CONSTRAINT "incident_category_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_finding" ADD CONSTRAINT "incident_finding_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_relationship" ADD CONSTRAINT "incident_relationship_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_update" ADD CONSTRAINT "incident_update_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_reminder" ADD CONSTRAINT "plan_reminder_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "consent_record_person" ON "consent_record" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "consent_record_choice" ON "consent_record" USING btree ("person_id","at") WHERE "consent_record"."action" in ('saved', 'stopped-everything', 'stop-undone');--> statement-breakpoint
CREATE INDEX "consent_record_objection" ON "consent_record" USING btree ("person_id","at") WHERE "consent_record"."action" in ('objected', 'objection-withdrawn');--> statement-breakpoint
CREATE INDEX "contact_point_person" ON "contact_point" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_point_current" ON "contact_point" USING btree ("person_id","channel") WHERE "contact_point"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "format_request_person" ON "format_request" USING btree ("person_id","asked_at");--> statement-breakpoint
CREATE INDEX "format_request_waiting" ON "format_request" USING btree ("asked_at") WHERE "format_request"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "dataset_problem_version" ON "dataset_problem" USING btree ("version_id","row");--> statement-breakpoint
CREATE INDEX "check_result_person" ON "check_result" USING btree ("person_id","incident_id","checked_at");--> statement-breakpoint
CREATE INDEX "confirmation_person" ON "confirmation" USING btree ("person_id") WHERE "confirmation"."withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "challenge_address" ON "challenge" USING btree ("address_fingerprint","sent_at");--> statement-breakpoint
CREATE INDEX "proven_identifier_person" ON "proven_identifier" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_member_current" ON "staff_member" USING btree ("email_fingerprint") WHERE "staff_member"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "incident_update_published" ON "incident_update" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "outbox_message_created" ON "outbox_message" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "plan_reminder_due" ON "plan_reminder" USING btree ("due_at");