-- Three roles: the owner runs migrations, the worker imports and sends, the web answers people.
-- The two below are groups; the login users of a deployment are made members of them.
DO $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'selfcheck_web') THEN CREATE ROLE selfcheck_web NOLOGIN; END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'selfcheck_worker') THEN CREATE ROLE selfcheck_worker NOLOGIN; END IF;
EXCEPTION
	WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster was quicker
	WHEN insufficient_privilege THEN
		RAISE EXCEPTION 'The owner may not create roles: have an administrator run CREATE ROLE selfcheck_web NOLOGIN and CREATE ROLE selfcheck_worker NOLOGIN, then migrate again.';
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- History is added to and never altered, not even by the owner's own code.
REVOKE UPDATE, DELETE ON audit_event, correction, consent_record FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- The worker sends reminders and asks for none.
REVOKE INSERT ON plan_reminder FROM selfcheck_worker;
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER consent_record_append_only BEFORE UPDATE OR DELETE ON consent_record FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER correction_append_only BEFORE UPDATE OR DELETE ON correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Queues a job that a process may ask for by name: an import, or the reading of a file that has arrived whole. It commits with the change
-- that asks for it. The subject is a row that exists. One that no worker has started is replaced; the key is made here, so that nobody replaces another job.
CREATE FUNCTION enqueue_job(task text, subject text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF task = 'import_dataset' AND EXISTS (SELECT FROM public.dataset_version v WHERE v.id = subject) THEN
		PERFORM graphile_worker.add_job(task, json_build_object('versionId', subject), job_key => 'import:' || subject, max_attempts => 8);
	ELSIF task = 'read_recipients' AND EXISTS (SELECT FROM public.recipient_upload u WHERE u.id = subject AND u.state = 'waiting') THEN
		PERFORM graphile_worker.add_job(task, json_build_object('uploadId', subject), job_key => 'recipients:' || subject, max_attempts => 8);
	ELSE RAISE EXCEPTION 'no such job: %', task USING ERRCODE = 'insufficient_privilege';
	END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_job FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_job TO selfcheck_web, selfcheck_worker;
