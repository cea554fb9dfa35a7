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
	-- The numbers of these rows, so that staff can look them up in the file.
	unmatched_rows int4multirange DEFAULT '{}' NOT NULL,
	missing integer NOT NULL,
	PRIMARY KEY (message_id, version_id),
	CONSTRAINT message_file_sums CHECK (people + outside + repeated + unmatched = rows)
);
--> statement-breakpoint
-- One delivery for each record of a version, however often its file is read.
CREATE UNIQUE INDEX delivery_record ON delivery (message_id, version_id, record) WHERE record IS NOT NULL;
--> statement-breakpoint
CREATE INDEX delivery_unsigned_recipient ON delivery (recipient) WHERE person_id IS NULL;
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
-- Adds the people of some rows of a file to a prepared message: those whom a record of the active version matches, who had not signed in
-- when the message was prepared. A row that has an address matches by its address alone, so that one which was put into the file later is
-- never written to. Of several records that match, the one with the same name comes first. `rows` holds fingerprints, sealed addresses and
-- sealed mobile numbers, which are used if the message may go on to a text.
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
		WITH found AS MATERIALIZED (
			SELECT r.*, CASE WHEN $10 AND NOT EXISTS (
				SELECT FROM public.suppression s WHERE s.recipient = r.mobile AND s.scope = 'all' AND (s.expires_at IS NULL OR s.expires_at > now())
			) THEN r.mobile END AS number FROM public.match_rows($8, $1) r
		), placed AS (
			SELECT f.*, CASE WHEN f.sealed IS NULL AND f.number IS NOT NULL THEN 'text' ELSE 'email' END AS first,
				CASE WHEN f.sealed IS NULL THEN f.number ELSE f.recipient END AS told, CASE
				WHEN f.record IS NULL THEN 'unmatched'
				WHEN row_number() OVER (PARTITION BY f.record ORDER BY f.same DESC NULLS LAST, f.line) > 1
					OR EXISTS (SELECT FROM public.delivery d WHERE d.message_id = $2 AND d.version_id = $3 AND d.record = f.record) THEN 'repeated'
				WHEN EXISTS (
					SELECT FROM unnest(f.email) AS e (print) JOIN public.proven_identifier p ON p.kind = 'email' AND p.fingerprint = uuid_send(e.print) AND p.proven_at <= $4
				) THEN 'outside'
				WHEN $5 IS NOT NULL AND NOT EXISTS (
					SELECT FROM public.delivery d WHERE d.message_id = $5 AND (d.recipient IN (f.recipient, f.number) OR f.number IN (d.next_recipient, d.last_recipient)) AND d.state IN ('accepted', 'unknown', 'not-accepting', 'complaint')
				) THEN 'outside'
				WHEN NOT EXISTS (
					SELECT FROM exposure.%I p WHERE p.profile = f.profile
						AND (jsonb_array_length($6 -> 'relationships') = 0 OR $6 -> 'relationships' ? p.relationship) AND (jsonb_array_length($6 -> 'categories') = 0 OR $6 -> 'categories' ?| p.categories)
				) OR NOT (jsonb_array_length($6 -> 'languages') = 0 OR $6 -> 'languages' ? coalesce(f.locale, 'en')) THEN 'outside'
				ELSE 'people' END AS place
			FROM found f
		), people AS (
			SELECT p.*, CASE
				WHEN p.told IS NULL THEN 'no-address'
				WHEN EXISTS (SELECT FROM public.suppression s WHERE s.recipient IN (p.told, p.mobile) AND s.reason = 'safety' AND (s.expires_at IS NULL OR s.expires_at > now())) THEN 'held-back'
				WHEN EXISTS (SELECT FROM public.suppression s WHERE s.recipient = p.told AND s.scope = 'all' AND (s.expires_at IS NULL OR s.expires_at > now())) THEN 'suppressed'
				WHEN $7 IN ('update', 'campaigning') THEN 'no-consent'
				WHEN row_number() OVER (PARTITION BY p.told ORDER BY p.line) > 1
					OR EXISTS (SELECT FROM public.delivery d WHERE d.message_id = $2 AND d.recipient = p.told AND d.state <> 'excluded') THEN 'duplicate'
				END AS excluded_for
			FROM placed p WHERE p.place = 'people'
		), added AS (
			INSERT INTO public.delivery (message_id, version_id, record, recipient, cohort, locale, channel, excluded_for, state, address_sealed, next_recipient, next_sealed, next_channel)
			SELECT $2, $3, e.record, e.told, 'in-data', CASE WHEN e.locale = 'cy' AND $9 THEN 'cy' ELSE 'en' END, e.first, e.excluded_for, CASE WHEN e.excluded_for IS NULL THEN 'waiting' ELSE 'excluded' END,
				CASE WHEN e.excluded_for IS NULL THEN CASE e.first WHEN 'text' THEN e.mobile_sealed ELSE e.sealed END END,
				CASE WHEN e.has_next THEN e.number END, CASE WHEN e.has_next THEN e.mobile_sealed END, CASE WHEN e.has_next THEN 'text' END
			FROM (
				SELECT p.*, p.excluded_for IS NULL AND p.number IS NOT NULL AND p.first = 'email' AND row_number() OVER (PARTITION BY p.number ORDER BY p.excluded_for IS NULL DESC, p.first DESC, p.line) = 1
					AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = $2 AND d.next_recipient = p.number)
					AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = $2 AND d.last_recipient = p.number) AS has_next FROM people p
			) e
		)
		SELECT count(*) FILTER (WHERE p.place = 'people')::integer, count(*) FILTER (WHERE p.place = 'outside')::integer,
			count(*) FILTER (WHERE p.place = 'repeated')::integer, coalesce(array_agg(p.line ORDER BY p.line) FILTER (WHERE p.place = 'unmatched'), '{}')
		FROM placed p $query$, 'profile_' || part)
	USING rows, m.id, version, m.prepared_at, m.corrects_id, m.audience, m.kind, part, m.sent ? 'cy', coalesce(m.audience -> 'channels' ? 'text', false);
END $$;
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
REVOKE ALL ON message_file FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION files_of_message, add_file_rows, finish_file FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION files_of_message TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION add_file_rows, finish_file TO selfcheck_worker;
