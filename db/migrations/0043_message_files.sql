-- People of the data who have never signed in are written to as well. The database holds no address of theirs, so a command reads the
-- original file again. What it has read of one version for one message, in numbers: a row has added somebody, is about somebody outside
-- the audience, repeats an earlier row, or matches nobody.
CREATE TABLE message_file (
	message_id text NOT NULL REFERENCES message (id),
	version_id text NOT NULL REFERENCES dataset_version (id),
	read_by text NOT NULL,
	read_at timestamptz DEFAULT now() NOT NULL,
	rows integer NOT NULL,
	people integer NOT NULL,
	outside integer NOT NULL,
	repeated integer NOT NULL,
	unmatched integer NOT NULL,
	missing integer NOT NULL,
	PRIMARY KEY (message_id, version_id),
	CONSTRAINT message_file_sums CHECK (people + outside + repeated + unmatched = rows)
);
--> statement-breakpoint
ALTER TABLE delivery ADD COLUMN version_id text REFERENCES dataset_version (id), ADD COLUMN record integer;
--> statement-breakpoint
-- One delivery for each record of a version, however often its file is read.
CREATE UNIQUE INDEX delivery_record ON delivery (message_id, version_id, record) WHERE record IS NOT NULL;
--> statement-breakpoint
CREATE INDEX delivery_unsigned_recipient ON delivery (recipient) WHERE person_id IS NULL;
--> statement-breakpoint
-- The active versions of a message's incident, with what was read of the file of each. Empty if the message is for nobody of the data.
CREATE FUNCTION files_of_message(staff text, message text)
RETURNS TABLE (version_id text, dataset text, number integer, file_name text, read_at timestamptz, rows integer, people integer, outside integer, repeated integer, unmatched integer, missing integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'the files of a message are shown to staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY SELECT v.id, d.name, v.number, v.file_name, f.read_at, f.rows, f.people, f.outside, f.repeated, f.unmatched, f.missing
	FROM public.message m JOIN public.dataset d ON d.incident_id = m.incident_id AND d.removed_at IS NULL JOIN public.dataset_version v ON v.id = d.active_version_id
	LEFT JOIN public.message_file f ON f.message_id = m.id AND f.version_id = v.id
	WHERE m.id = files_of_message.message AND m.audience -> 'cohorts' ? 'in-data' ORDER BY d.name;
END $$;
--> statement-breakpoint
-- Adds the people of some rows of a file to a prepared message: those whom a record of the active version matches, who had not signed in
-- when the message was prepared. A row that has an address matches by its address alone, so that one which was put into the file later is
-- never written to. Of several records that match, the one with the same name comes first. `rows` holds fingerprints and sealed addresses.
CREATE FUNCTION add_file_rows(staff text, message text, version text, rows jsonb)
RETURNS TABLE (people integer, outside integer, repeated integer, unmatched integer[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET jit = off AS $$
DECLARE m public.message; part integer;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'people are added to a message by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = add_file_rows.message FOR UPDATE;
	SELECT v.partition INTO part FROM public.dataset d JOIN public.dataset_version v ON v.id = d.active_version_id
	WHERE v.id = add_file_rows.version AND d.incident_id = m.incident_id AND d.removed_at IS NULL;
	IF part IS NULL OR m.state <> 'prepared' OR NOT coalesce(m.audience -> 'cohorts' ? 'in-data', false)
		OR EXISTS (SELECT FROM public.message_file f WHERE f.message_id = m.id AND f.version_id = add_file_rows.version)
	THEN RAISE EXCEPTION 'no file of version % is read for message %', version, message USING ERRCODE = 'check_violation'; END IF;
	RETURN QUERY EXECUTE format($query$
		WITH given AS MATERIALIZED (
			SELECT g.* FROM jsonb_to_recordset($1) AS g (line integer, subject bigint, recipient bytea, sealed bytea, email uuid[], telephone uuid[], membership_number uuid[], name_postcode uuid[])
		), found AS MATERIALIZED (
			SELECT g.*, f.record, f.profile, f.same FROM given g LEFT JOIN LATERAL (
				SELECT r.record, r.profile, r.subject = g.subject AS same FROM (
					SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE e.email = ANY (g.email)
					UNION ALL SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE g.email = '{}' AND e.telephone = ANY (g.telephone)
					UNION ALL SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE g.email = '{}' AND e.membership_number = ANY (g.membership_number)
					UNION ALL SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE g.email = '{}' AND e.name_postcode = ANY (g.name_postcode)
				) r ORDER BY (r.subject = g.subject) DESC NULLS LAST, (r.record = g.line) DESC, r.record LIMIT 1
			) f ON true
		), placed AS (
			SELECT f.*, CASE
				WHEN f.record IS NULL THEN 'unmatched'
				WHEN row_number() OVER (PARTITION BY f.record ORDER BY f.same DESC NULLS LAST, f.line) > 1
					OR EXISTS (SELECT FROM public.delivery d WHERE d.message_id = $2 AND d.version_id = $3 AND d.record = f.record) THEN 'repeated'
				WHEN EXISTS (
					SELECT FROM unnest(f.email) AS e (print) JOIN public.proven_identifier p ON p.kind = 'email' AND p.fingerprint = uuid_send(e.print) AND p.proven_at <= $4
				) THEN 'outside'
				WHEN $5 IS NOT NULL AND NOT EXISTS (
					SELECT FROM public.delivery d WHERE d.message_id = $5 AND d.recipient = f.recipient AND d.state IN ('accepted', 'unknown', 'not-accepting', 'complaint')
				) THEN 'outside'
				WHEN NOT EXISTS (
					SELECT FROM exposure.%2$I p WHERE p.profile = f.profile
						AND (jsonb_array_length($6 -> 'relationships') = 0 OR $6 -> 'relationships' ? p.relationship) AND (jsonb_array_length($6 -> 'categories') = 0 OR $6 -> 'categories' ?| p.categories)
				) OR NOT (jsonb_array_length($6 -> 'languages') = 0 OR $6 -> 'languages' ? 'en') THEN 'outside'
				ELSE 'people' END AS place
			FROM found f
		), added AS (
			INSERT INTO public.delivery (message_id, version_id, record, recipient, cohort, locale, excluded_for, state, address_sealed)
			SELECT $2, $3, e.record, e.recipient, 'in-data', 'en', e.excluded_for, CASE WHEN e.excluded_for IS NULL THEN 'waiting' ELSE 'excluded' END,
				CASE WHEN e.excluded_for IS NULL THEN e.sealed END
			FROM (
				SELECT p.*, CASE
					WHEN p.sealed IS NULL THEN 'no-address'
					WHEN EXISTS (SELECT FROM public.suppression s WHERE s.recipient = p.recipient AND s.reason = 'safety' AND (s.expires_at IS NULL OR s.expires_at > now())) THEN 'held-back'
					WHEN EXISTS (SELECT FROM public.suppression s WHERE s.recipient = p.recipient AND s.scope = 'all' AND (s.expires_at IS NULL OR s.expires_at > now())) THEN 'suppressed'
					WHEN $7 IN ('update', 'campaigning') THEN 'no-consent'
					WHEN row_number() OVER (PARTITION BY p.recipient ORDER BY p.line) > 1
						OR EXISTS (SELECT FROM public.delivery d WHERE d.message_id = $2 AND d.recipient = p.recipient AND d.state <> 'excluded') THEN 'duplicate'
				END AS excluded_for
				FROM placed p WHERE p.place = 'people'
			) e
		)
		SELECT count(*) FILTER (WHERE p.place = 'people')::integer, count(*) FILTER (WHERE p.place = 'outside')::integer,
			count(*) FILTER (WHERE p.place = 'repeated')::integer, coalesce(array_agg(p.line ORDER BY p.line) FILTER (WHERE p.place = 'unmatched'), '{}')
		FROM placed p $query$, 'record_' || part, 'profile_' || part)
	USING rows, m.id, version, m.prepared_at, m.corrects_id, m.audience, m.kind;
END $$;
--> statement-breakpoint
-- Ends the reading of a file, in the transaction that added its people: counts them, and the records that no row of the file matched.
CREATE FUNCTION finish_file(staff text, message text, version text, people integer, outside integer, repeated integer, unmatched integer) RETURNS integer
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
	INSERT INTO public.message_file (message_id, version_id, read_by, rows, people, outside, repeated, unmatched, missing)
	VALUES (message, version, staff, people + outside + repeated + unmatched, added + left_out, outside, repeated, unmatched, missing);
	-- The preview cannot show the people of a file, so they are no difference from it.
	UPDATE public.message m SET candidates = m.candidates + added + left_out, prepared = m.prepared + added, excluded = m.excluded + left_out,
		previewed = m.previewed + added WHERE m.id = message;
	PERFORM public.record_audit('staff', staff, 'message.file-read', message, jsonb_build_object('version', version, 'people', added, 'excluded', left_out, 'unmatched', unmatched));
	RETURN missing;
END $$;
--> statement-breakpoint
-- Makes a prepared message a draft again, as long as nothing of it has gone to its audience. False if it cannot be.
CREATE OR REPLACE FUNCTION reopen_message(staff text, message text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is changed by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM public.message t WHERE t.id = message AND t.state IN ('prepared', 'approved', 'trying') AND t.started_at IS NULL FOR UPDATE;
	IF NOT FOUND THEN RETURN false; END IF;
	DELETE FROM public.delivery d WHERE d.message_id = message;
	DELETE FROM public.message_trial r WHERE r.message_id = message;
	DELETE FROM public.message_file f WHERE f.message_id = message;
	UPDATE public.message t SET state = 'draft', sent = NULL, prepared_by = NULL, prepared_at = NULL, approved_by = NULL, approved_at = NULL,
		candidates = 0, prepared = 0, excluded = 0, edited_at = clock_timestamp() WHERE t.id = message;
	PERFORM public.record_audit('staff', staff, 'message.reopened', message);
	RETURN true;
END $$;
--> statement-breakpoint
-- Approves a prepared message for a number of people, the one on the button. False if the number is another, the state is another, a
-- second human is needed and this is not one, or a file has still to be read.
CREATE OR REPLACE FUNCTION approve_message(staff text, message text, people integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is approved by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'prepared' OR m.prepared <> people THEN RETURN false; END IF;
	IF EXISTS (SELECT FROM public.files_of_message(staff, message) f WHERE f.read_at IS NULL) THEN RETURN false; END IF;
	IF m.prepared > public.second_person_above() AND NOT (public.are_two_people(m.prepared_by, staff) AND public.are_two_people(m.created_by, staff)) THEN RETURN false; END IF;
	UPDATE public.message t SET state = 'approved', approved_by = staff, approved_at = now() WHERE t.id = m.id;
	PERFORM public.record_audit('staff', staff, 'message.approved', m.id, jsonb_build_object('people', people));
	RETURN true;
END $$;
--> statement-breakpoint
-- How the deliveries of a message are, in numbers. Whoever was written to by an address of the data has checked once they have proven it.
CREATE OR REPLACE FUNCTION count_deliveries(message text) RETURNS TABLE (cohort text, state text, excluded_for text, people integer, checked integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT d.cohort, d.state, d.excluded_for, count(*)::integer, count(*) FILTER (WHERE EXISTS (
		SELECT FROM public.check_result c JOIN public.message m ON m.id = d.message_id AND m.incident_id = c.incident_id
		WHERE c.person_id = coalesce(d.person_id, p.person_id) AND c.last_checked_at > m.started_at
	))::integer
	FROM public.delivery d LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
	WHERE d.message_id = count_deliveries.message GROUP BY 1, 2, 3;
$$;
--> statement-breakpoint
-- The messages that went to one person, for that person alone: asked with the id of a session of theirs. Also those that went to an
-- address of theirs before they had signed in.
CREATE OR REPLACE FUNCTION messages_to_person(session text) RETURNS TABLE (message text, state text, locale text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH reader AS (SELECT s.person_id FROM public.session s WHERE s.id = session AND s.revoked_at IS NULL AND s.expires_at > now()), own AS (
		SELECT d.* FROM reader r JOIN public.delivery d ON d.person_id = r.person_id
		UNION ALL SELECT d.* FROM reader r JOIN public.proven_identifier p ON p.person_id = r.person_id AND p.kind = 'email'
			JOIN public.delivery d ON d.person_id IS NULL AND d.recipient = p.fingerprint
	)
	SELECT o.message_id, o.state, o.locale, o.ended_at FROM own o WHERE o.state IN ('accepted', 'unknown', 'no-such-address', 'not-accepting', 'complaint', 'failed');
$$;
--> statement-breakpoint
REVOKE ALL ON message_file FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION files_of_message, add_file_rows, finish_file FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION files_of_message TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION add_file_rows, finish_file TO selfcheck_worker;
