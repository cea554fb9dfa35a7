-- The rows of a file, each with the record of a version that it matches, if any. A row that has an address matches by its address alone.
-- Of several records that match, the one with the same name comes first, then the one in the same place of the file. A mobile number counts
-- only if that record holds it.
CREATE FUNCTION match_rows(part integer, rows jsonb)
RETURNS TABLE (line integer, recipient bytea, sealed bytea, locale text, format text, email uuid[], record integer, profile integer, same boolean, mobile bytea, mobile_sealed bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	RETURN QUERY EXECUTE format($query$
		SELECT g.line, g.recipient, g.sealed, g.locale, g.format, g.email, f.record, f.profile, f.same, CASE WHEN n.held THEN uuid_send(g.mobile) END, CASE WHEN n.held THEN g.mobile_sealed END
		FROM jsonb_to_recordset($1) AS g (line integer, subject bigint, recipient bytea, sealed bytea, locale text, format text, mobile uuid, mobile_sealed bytea, email uuid[], telephone uuid[], membership_number uuid[], name_postcode uuid[])
		LEFT JOIN LATERAL (
			SELECT r.record, r.profile, r.subject = g.subject AS same FROM (
				SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE e.email = ANY (g.email)
				UNION ALL SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE g.email = '{}' AND e.telephone = ANY (g.telephone)
				UNION ALL SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE g.email = '{}' AND e.membership_number = ANY (g.membership_number)
				UNION ALL SELECT e.record, e.profile, e.subject FROM exposure.%1$I e WHERE g.email = '{}' AND e.name_postcode = ANY (g.name_postcode)
			) r ORDER BY (r.subject = g.subject) DESC NULLS LAST, (r.record = g.line) DESC, r.record LIMIT 1
		) f ON true
		LEFT JOIN LATERAL (SELECT EXISTS (SELECT FROM exposure.%1$I e WHERE e.telephone = g.mobile AND e.record = f.record) AS held) n ON true $query$, 'record_' || part) USING rows;
END $$;
--> statement-breakpoint
-- A letter: to a person of the data who cannot be reached by email, or to a member whose channel it is. Nothing of its address is kept.
CREATE TABLE letter (
	delivery_id bigint PRIMARY KEY REFERENCES delivery (id),
	message_id text NOT NULL REFERENCES message (id),
	locale text NOT NULL,
	format text NOT NULL,
	written_at timestamptz DEFAULT now() NOT NULL,
	handed_over_at timestamptz,
	returned_at timestamptz,
	CONSTRAINT letter_order CHECK (returned_at IS NULL OR handed_over_at IS NOT NULL)
);
--> statement-breakpoint
CREATE INDEX letter_message ON letter (message_id);
--> statement-breakpoint
-- Whether a delivery needs a letter: of a member whose channel it is, or of somebody of the data without an email address, or whose address has failed for good.
CREATE FUNCTION needs_letter(d delivery) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT d.channel = 'letter' AND d.state = 'waiting' OR d.record IS NOT NULL AND (d.excluded_for IS NOT DISTINCT FROM 'no-address' AND d.state = 'excluded' OR d.state IN ('no-such-address', 'not-accepting', 'failed'))
$$;
--> statement-breakpoint
-- Writes the letters of some rows of a file, for a message that has gone out. Out: the rows whose letters are to be printed, with the number of
-- each. A letter that was handed over is not written again; one that was not is the same letter.
CREATE FUNCTION write_letters(staff text, message text, version text, rows jsonb) RETURNS TABLE (line integer, letter bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET jit = off AS $$
DECLARE m public.message; part integer;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'letters are written for staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = write_letters.message FOR SHARE;
	IF m.started_at IS NULL THEN RAISE EXCEPTION 'message % has not gone out', message USING ERRCODE = 'check_violation'; END IF;
	SELECT v.partition INTO STRICT part FROM public.dataset_version v WHERE v.id = version;
	RETURN QUERY WITH wanted AS (
		SELECT DISTINCT ON (d.id) d.id, r.line AS line_number, CASE WHEN r.locale = 'cy' AND m.sent ? 'cy' THEN 'cy' ELSE 'en' END AS locale, coalesce(r.format, 'standard') AS format
		FROM public.match_rows(part, rows) r JOIN public.delivery d ON d.message_id = m.id AND d.version_id = version AND d.record = r.record
		WHERE public.needs_letter(d) ORDER BY d.id, r.same DESC NULLS LAST, r.line
	), written AS (
		INSERT INTO public.letter AS l (delivery_id, message_id, locale, format) SELECT w.id, m.id, w.locale, w.format FROM wanted w
		ON CONFLICT (delivery_id) DO UPDATE SET locale = excluded.locale, format = excluded.format, written_at = now() WHERE l.handed_over_at IS NULL
		RETURNING l.delivery_id
	) SELECT w.line_number, w.id FROM wanted w JOIN written l ON l.delivery_id = w.id ORDER BY w.line_number;
END $$;
--> statement-breakpoint
-- Writes letters to members: those after a number, some at a time. Their addresses are the deliveries' own. `standard` leaves other formats out.
CREATE FUNCTION write_member_letters(staff text, message text, after bigint, standard boolean) RETURNS TABLE (letter bigint, address_sealed bytea, locale text, format text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'letters are written for staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY WITH wanted AS (
		SELECT d.id, d.address_sealed AS sealed, d.locale AS in_locale, CASE c.format WHEN 'bsl' THEN 'standard' ELSE coalesce(c.format, 'standard') END AS in_format
		FROM public.delivery d JOIN public.message m ON m.id = d.message_id LEFT JOIN public.contact_profile c ON c.person_id = d.person_id
		WHERE d.message_id = write_member_letters.message AND m.started_at IS NOT NULL AND m.state <> 'stopped' AND d.channel = 'letter' AND d.state = 'waiting' AND d.id > after
			AND (NOT standard OR coalesce(c.format, 'standard') IN ('standard', 'bsl'))
		ORDER BY d.id LIMIT 500
	), written AS (
		INSERT INTO public.letter AS l (delivery_id, message_id, locale, format) SELECT w.id, write_member_letters.message, w.in_locale, w.in_format FROM wanted w
		ON CONFLICT (delivery_id) DO UPDATE SET format = excluded.format, written_at = now() WHERE l.handed_over_at IS NULL RETURNING l.delivery_id
	) SELECT w.id, w.sealed, w.in_locale, w.in_format FROM wanted w JOIN written l ON l.delivery_id = w.id ORDER BY w.id;
END $$;
--> statement-breakpoint
-- Ends the deliveries whose channel is a letter: handed over, or returned by the post, after which they go on to their next channel.
CREATE FUNCTION settle_letters(message text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	UPDATE public.delivery d SET state = CASE WHEN l.returned_at IS NULL THEN 'accepted' ELSE 'not-accepting' END, ended_at = now(), address_sealed = NULL
	FROM public.letter l WHERE d.message_id = settle_letters.message AND l.delivery_id = d.id AND d.channel = 'letter'
		AND (d.state = 'waiting' AND l.handed_over_at IS NOT NULL OR d.state = 'accepted' AND l.returned_at IS NOT NULL);
$$;
--> statement-breakpoint
-- Notes that the letters which were written so far were handed over to the printer. Out: how many.
CREATE FUNCTION hand_over_letters(staff text, message text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE letters integer;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'letters are handed over by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	UPDATE public.letter l SET handed_over_at = now() WHERE l.message_id = message AND l.handed_over_at IS NULL;
	GET DIAGNOSTICS letters = ROW_COUNT;
	PERFORM public.settle_letters(message);
	IF letters > 0 THEN PERFORM public.record_audit('staff', staff, 'message.letters-handed-over', message, jsonb_build_object('letters', letters)); END IF;
	RETURN letters;
END $$;
--> statement-breakpoint
-- Notes that GOV.UK Notify, which prints and posts letters, has taken some of them.
CREATE FUNCTION post_letters(staff text, message text, letters bigint[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE posted integer;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'letters are posted for staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	UPDATE public.letter l SET handed_over_at = now() WHERE l.message_id = message AND l.delivery_id = ANY (letters) AND l.handed_over_at IS NULL;
	GET DIAGNOSTICS posted = ROW_COUNT;
	PERFORM public.settle_letters(message);
	RETURN posted;
END $$;
--> statement-breakpoint
-- Notes which letters the post has returned. Out: how many of them were on their way.
CREATE FUNCTION return_letters(staff text, message text, letters bigint[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE returned integer;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'letters are returned to staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	UPDATE public.letter l SET returned_at = now() WHERE l.message_id = message AND l.delivery_id = ANY (letters) AND l.handed_over_at IS NOT NULL AND l.returned_at IS NULL;
	GET DIAGNOSTICS returned = ROW_COUNT;
	PERFORM public.settle_letters(message);
	IF returned > 0 THEN PERFORM public.record_audit('staff', staff, 'message.letters-returned', message, jsonb_build_object('letters', returned)); END IF;
	RETURN returned;
END $$;
--> statement-breakpoint
-- Few of many deliveries need a letter. The same condition stands in count_letters(), which finds them by it.
CREATE INDEX delivery_letter ON delivery (message_id) WHERE channel = 'letter' AND state = 'waiting' OR record IS NOT NULL AND state IN ('excluded', 'no-such-address', 'not-accepting', 'failed');
--> statement-breakpoint
-- The people of a message who need a letter, by language and format, and what became of their letters. Null where none was written.
CREATE FUNCTION count_letters(message text) RETURNS TABLE (locale text, format text, people integer, handed_over integer, returned integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT l.locale, l.format, count(*)::integer, count(l.handed_over_at)::integer, count(l.returned_at)::integer
	FROM public.letter l WHERE l.message_id = count_letters.message GROUP BY 1, 2
	UNION ALL
	SELECT NULL, NULL, count(*)::integer, 0, 0 FROM public.delivery d
	WHERE d.message_id = count_letters.message AND (d.channel = 'letter' AND d.state = 'waiting' OR d.record IS NOT NULL AND d.state IN ('excluded', 'no-such-address', 'not-accepting', 'failed'))
		AND public.needs_letter(d) AND NOT EXISTS (SELECT FROM public.letter l WHERE l.delivery_id = d.id) HAVING count(*) > 0
	ORDER BY 1, 2;
$$;
--> statement-breakpoint
REVOKE ALL ON letter FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION match_rows, needs_letter, write_letters, write_member_letters, settle_letters, post_letters, hand_over_letters, return_letters, count_letters FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION write_letters, write_member_letters, post_letters TO selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION hand_over_letters, return_letters, count_letters TO selfcheck_web;
