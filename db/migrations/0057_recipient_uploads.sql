-- The original file of a version, uploaded in the browser for a message: sealed in pieces until the worker has read it, and then gone. The
-- web role cannot read the pieces.
CREATE TABLE recipient_upload (
	id text PRIMARY KEY,
	message_id text NOT NULL REFERENCES message (id) ON DELETE CASCADE,
	version_id text NOT NULL REFERENCES dataset_version (id),
	uploaded_by text NOT NULL REFERENCES staff_member (id),
	state text NOT NULL CHECK (state IN ('uploading', 'waiting', 'failed')),
	failure text,
	seen_at timestamptz DEFAULT now() NOT NULL,
	UNIQUE (message_id, version_id)
);
--> statement-breakpoint
CREATE TABLE recipient_upload_piece (
	upload_id text NOT NULL REFERENCES recipient_upload (id) ON DELETE CASCADE,
	position integer NOT NULL,
	sealed bytea NOT NULL,
	PRIMARY KEY (upload_id, position)
);
--> statement-breakpoint
REVOKE ALL ON recipient_upload, recipient_upload_piece FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, failure, seen_at), DELETE ON recipient_upload TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, UPDATE (state, failure, seen_at), DELETE ON recipient_upload TO selfcheck_worker;
--> statement-breakpoint
GRANT SELECT (upload_id), INSERT, DELETE ON recipient_upload_piece TO selfcheck_web;
--> statement-breakpoint
GRANT SELECT, DELETE ON recipient_upload_piece TO selfcheck_worker;
--> statement-breakpoint
-- Queues a job that a process may ask for by name: an import, or the reading of a file that has arrived whole.
CREATE OR REPLACE FUNCTION enqueue_job(task text, payload json, job_key text DEFAULT NULL, max_attempts integer DEFAULT 8, priority integer DEFAULT 0) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT (CASE task
		WHEN 'import_dataset' THEN EXISTS (SELECT FROM public.dataset_version v WHERE v.id = payload ->> 'versionId')
		WHEN 'read_recipients' THEN EXISTS (SELECT FROM public.recipient_upload u WHERE u.id = payload ->> 'uploadId' AND u.state = 'waiting')
		ELSE false
	END) THEN RAISE EXCEPTION 'no such job: %', task USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM graphile_worker.add_job(identifier => task, payload => payload, job_key => job_key, max_attempts => max_attempts, priority => priority);
END $$;
--> statement-breakpoint
-- The numbers of the rows that match nobody, so that staff can look them up in the file.
ALTER TABLE message_file ADD COLUMN unmatched_rows int4multirange DEFAULT '{}' NOT NULL;
--> statement-breakpoint
DROP FUNCTION finish_file(text, text, text, integer, integer, integer, integer);
--> statement-breakpoint
-- Ends the reading of a file, in the transaction that added its people: counts them, and the records that no row of the file matched.
CREATE FUNCTION finish_file(staff text, message text, version text, people integer, outside integer, repeated integer, unmatched integer[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE part integer; records integer; added integer; left_out integer; missing integer;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'people are added to a message by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM public.message m WHERE m.id = message AND m.state = 'prepared' FOR UPDATE;
	IF NOT FOUND THEN RAISE EXCEPTION 'message % is not prepared', message USING ERRCODE = 'check_violation'; END IF;
	SELECT v.partition INTO STRICT part FROM public.dataset_version v WHERE v.id = version;
	EXECUTE format('SELECT count(DISTINCT r.record) FROM exposure.%I r', 'record_' || part) INTO records;
	SELECT count(*) FILTER (WHERE d.state <> 'excluded'), count(*) FILTER (WHERE d.state = 'excluded') INTO added, left_out
	FROM public.delivery d WHERE d.message_id = message AND d.version_id = version;
	missing := greatest(0, records - people - outside);
	INSERT INTO public.message_file (message_id, version_id, read_by, rows, people, outside, repeated, unmatched, missing, unmatched_rows)
	VALUES (message, version, staff, people + outside + repeated + cardinality(unmatched), added + left_out, outside, repeated, cardinality(unmatched), missing,
		coalesce((SELECT range_agg(int4range(u.line, u.line, '[]')) FROM unnest(unmatched) AS u (line)), '{}'));
	-- The preview cannot show the people of a file, so they are no difference from it.
	UPDATE public.message m SET candidates = m.candidates + added + left_out, prepared = m.prepared + added, excluded = m.excluded + left_out,
		previewed = m.previewed + added WHERE m.id = message;
	PERFORM public.record_audit('staff', staff, 'message.file-read', message,
		jsonb_build_object('version', version, 'people', added, 'excluded', left_out, 'unmatched', cardinality(unmatched)));
	RETURN missing;
END $$;
--> statement-breakpoint
DROP FUNCTION files_of_message(text, text);
--> statement-breakpoint
-- The versions whose files a message needs or has had read: the active ones of its incident until it goes out, later those that were
-- read. Empty if it is for nobody of the data.
CREATE FUNCTION files_of_message(staff text, message text)
RETURNS TABLE (version_id text, dataset text, number integer, file_name text, read_at timestamptz, rows integer, people integer, outside integer, repeated integer, unmatched integer, missing integer, unmatched_rows int4multirange)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'the files of a message are shown to staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY SELECT v.id, d.name, v.number, v.file_name, f.read_at, f.rows, f.people, f.outside, f.repeated, f.unmatched, f.missing, f.unmatched_rows
	FROM public.message m JOIN public.dataset d ON d.incident_id = m.incident_id AND d.removed_at IS NULL JOIN public.dataset_version v ON v.dataset_id = d.id
	LEFT JOIN public.message_file f ON f.message_id = m.id AND f.version_id = v.id
	WHERE (f.read_at IS NOT NULL OR v.id = d.active_version_id AND m.started_at IS NULL) AND m.id = files_of_message.message AND m.audience -> 'cohorts' ? 'in-data' ORDER BY d.name;
END $$;
--> statement-breakpoint
-- Approves a prepared message for a number of people, the one on the button. False if the number is another, the state is another, a
-- second human is needed and this is not one, or a file has still to be read. Whoever gave a file has chosen people, so they are no second human.
CREATE OR REPLACE FUNCTION approve_message(staff text, message text, people integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is approved by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'prepared' OR m.prepared <> people THEN RETURN false; END IF;
	IF EXISTS (SELECT FROM public.files_of_message(staff, message) f WHERE f.read_at IS NULL) THEN RETURN false; END IF;
	IF m.prepared > public.second_person_above() AND NOT (public.are_two_people(m.prepared_by, staff) AND public.are_two_people(m.created_by, staff)
		AND NOT EXISTS (SELECT FROM public.message_file f WHERE f.message_id = m.id AND NOT public.are_two_people(f.read_by, staff)))
	THEN RETURN false; END IF;
	UPDATE public.message t SET state = 'approved', approved_by = staff, approved_at = now() WHERE t.id = m.id;
	PERFORM public.record_audit('staff', staff, 'message.approved', m.id, jsonb_build_object('people', people));
	RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION files_of_message, finish_file FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION files_of_message TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION finish_file TO selfcheck_worker;
