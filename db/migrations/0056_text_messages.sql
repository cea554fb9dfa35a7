-- A message may go on to a text message: to people without an email address, and to those whose email has failed for good. The number is
-- one that the person gave us for texts, or one that the record holds whom a row of the file matches. A delivery stays one row whatever its
-- channel, so nobody is left out or told twice by a change of channel. What became of its email first is kept beside it.
ALTER TABLE delivery ADD COLUMN mobile bytea, ADD COLUMN mobile_sealed bytea, ADD COLUMN email_state text, ADD COLUMN email_ended_at timestamptz,
	ADD CONSTRAINT delivery_mobile CHECK (mobile_sealed IS NULL OR mobile IS NOT NULL AND channel = 'email' AND state IN ('waiting', 'sending', 'unknown', 'accepted')),
	ADD CONSTRAINT delivery_email_state CHECK ((email_state IS NULL) = (email_ended_at IS NULL) AND (email_state IS NULL OR channel = 'text' AND email_state IN ('no-such-address', 'not-accepting', 'failed')));
--> statement-breakpoint
-- A number is the next channel of one delivery of a message.
CREATE UNIQUE INDEX delivery_mobile_once ON delivery (message_id, mobile) WHERE mobile IS NOT NULL;
--> statement-breakpoint
CREATE INDEX delivery_mobile_kept ON delivery (ended_at) WHERE mobile_sealed IS NOT NULL;
--> statement-breakpoint
GRANT UPDATE (mobile_sealed) ON delivery TO selfcheck_worker;
--> statement-breakpoint
-- Adds an address or a number to those that are sent no messages.
CREATE FUNCTION add_suppression(of_recipient bytea, why text, by text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	INSERT INTO public.suppression (recipient, scope, reason, added_by, expires_at)
	VALUES (of_recipient, 'all', why, by, CASE WHEN why = 'no-such-address' THEN now() + interval '1 year' END)
	ON CONFLICT (recipient, scope) DO UPDATE SET reason = excluded.reason, added_by = excluded.added_by, added_at = now(), expires_at = excluded.expires_at
	WHERE suppression.reason = 'no-such-address';
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION suppress_recipient() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM public.add_suppression(CASE NEW.channel WHEN 'text' THEN coalesce(NEW.mobile, NEW.recipient) ELSE NEW.recipient END, NEW.state, NEW.message_id);
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Takes a delivery whose email has failed for good to its number, whoever learns of it: a wave, the carrier or a report that came later. Not if
-- the message was stopped, or another person is sent it at that number. A delivery that ends otherwise loses its number.
CREATE FUNCTION next_channel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF OLD.mobile_sealed IS NOT NULL AND NEW.state IN ('no-such-address', 'not-accepting', 'failed')
		AND EXISTS (SELECT FROM public.message m WHERE m.id = NEW.message_id AND m.state IN ('sending', 'paused', 'finished'))
		AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = NEW.message_id AND d.recipient = OLD.mobile)
	THEN
		IF NEW.state = 'no-such-address' THEN PERFORM public.add_suppression(NEW.recipient, NEW.state, NEW.message_id); END IF;
		NEW.email_state := NEW.state; NEW.email_ended_at := now();
		NEW.channel := 'text'; NEW.state := 'waiting'; NEW.address_sealed := OLD.mobile_sealed; NEW.mobile_sealed := NULL;
		NEW.attempts := 0; NEW.due_at := now(); NEW.claimed_at := NULL; NEW.ended_at := NULL; NEW.carrier := NULL; NEW.domain_mark := NULL;
	ELSIF NEW.state NOT IN ('waiting', 'sending', 'unknown', 'accepted') THEN NEW.mobile_sealed := NULL;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER next_channel BEFORE UPDATE OF state ON delivery FOR EACH ROW WHEN (OLD.mobile_sealed IS NOT NULL) EXECUTE FUNCTION next_channel();
--> statement-breakpoint
-- Sends on a message that had ended, where a report that came later has taken a delivery to its next channel. Out: how many messages.
CREATE FUNCTION continue_messages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE id text; messages integer := 0;
BEGIN
	FOR id IN UPDATE public.message m SET state = 'sending', finished_at = NULL
		WHERE m.state = 'finished' AND EXISTS (SELECT FROM public.delivery d WHERE d.message_id = m.id AND d.state = 'waiting') RETURNING m.id
	LOOP
		PERFORM public.record_audit('system', 'recover-deliveries', 'message.continued', id);
		messages := messages + 1;
	END LOOP;
	RETURN messages;
END $$;
--> statement-breakpoint
DROP FUNCTION audience_of(text, text, text, jsonb);
--> statement-breakpoint
-- The people whom a question chooses, by which channel they are sent a message of this kind, their number for a text if the email fails, and
-- why somebody is sent nothing. A notice and a changed answer go to everybody, whatever they prefer: the first is a legal duty (UK GDPR,
-- Article 34), the second concerns the reader alone. Whoever wants updates by text and not by email gets a text at once.
CREATE FUNCTION audience_of(incident text, kind text, corrects text, question jsonb)
RETURNS TABLE (person_id text, cohort text, locale text, recipient bytea, address_sealed bytea, channel text, mobile bytea, mobile_sealed bytea, excluded_for text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
	WITH wishes AS (
		SELECT c.person_id, bool_or(c.channel = 'email') AS email, bool_or(c.channel = 'text') AS text FROM public.contact_preference c
		WHERE c.allowed AND c.purpose = CASE WHEN kind = 'campaigning' THEN 'campaigning' ELSE 'incident-notices' END GROUP BY 1
	), asked AS (
		SELECT a.*, coalesce(w.email, false) AS wants_email, t.fingerprint AS number, t.sealed AS number_sealed,
			CASE WHEN t.sealed IS NOT NULL AND (a.address_sealed IS NULL OR kind = 'update' AND NOT coalesce(w.email, false)) THEN 'text' ELSE 'email' END AS first
		FROM public.people_asked(incident, question) a LEFT JOIN wishes w ON w.person_id = a.person_id
		LEFT JOIN public.contact_point t ON coalesce(question -> 'channels' ? 'text', false) AND kind <> 'campaigning' AND (kind <> 'update' OR w.text)
			AND t.person_id = a.person_id AND t.channel = 'text' AND t.replaced_at IS NULL AND t.fingerprint IS NOT NULL
			AND NOT EXISTS (SELECT FROM public.suppression s WHERE s.recipient = t.fingerprint AND s.scope = 'all' AND (s.expires_at IS NULL OR s.expires_at > now()))
		WHERE corrects IS NULL OR EXISTS (
			SELECT FROM public.delivery d WHERE d.message_id = corrects AND d.person_id = a.person_id AND d.state IN ('accepted', 'unknown', 'not-accepting', 'complaint')
		)
	), addressed AS (
		SELECT a.*, CASE a.first WHEN 'text' THEN a.number ELSE a.recipient END AS told, CASE a.first WHEN 'text' THEN a.number_sealed ELSE a.address_sealed END AS told_sealed,
			a.first = 'email' AND row_number() OVER (PARTITION BY a.number ORDER BY a.first DESC, a.person_id) = 1 AS has_next
		FROM asked a
	)
	SELECT a.person_id, a.cohort, a.locale, a.told, a.told_sealed, a.first, CASE WHEN a.has_next THEN a.number END, CASE WHEN a.has_next THEN a.number_sealed END, CASE
		WHEN a.told_sealed IS NULL THEN 'no-address'
		WHEN EXISTS (SELECT FROM public.suppression s WHERE s.recipient IN (a.told, a.recipient) AND s.reason = 'safety' AND (s.expires_at IS NULL OR s.expires_at > now())) THEN 'held-back'
		WHEN EXISTS (
			SELECT FROM public.suppression s WHERE s.recipient = a.told AND s.scope IN ('all', CASE WHEN kind = 'campaigning' THEN 'campaigning' ELSE 'all' END)
				AND (s.expires_at IS NULL OR s.expires_at > now())
		) THEN 'suppressed'
		WHEN kind = 'campaigning' AND (
			SELECT r.action FROM public.consent_record r WHERE r.person_id = a.person_id AND r.action IN ('objected', 'objection-withdrawn')
			ORDER BY r.at DESC, r.id DESC LIMIT 1
		) = 'objected' THEN 'no-consent'
		WHEN kind IN ('update', 'campaigning') AND a.first = 'email' AND NOT a.wants_email THEN 'no-consent'
		WHEN row_number() OVER (PARTITION BY a.told ORDER BY a.person_id) > 1 THEN 'duplicate'
	END
	FROM addressed a;
$$;
--> statement-breakpoint
-- Freezes what is sent, and one delivery for each person of a message's audience. The question is asked here and never again.
CREATE OR REPLACE FUNCTION freeze_message(staff text, message text, sent jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message; people integer; left_out integer;
BEGIN
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	INSERT INTO public.delivery (message_id, person_id, recipient, cohort, locale, channel, excluded_for, state, address_sealed, mobile, mobile_sealed)
	SELECT m.id, a.person_id, a.recipient, a.cohort, CASE WHEN a.locale = 'cy' AND sent ? 'cy' THEN 'cy' ELSE 'en' END, a.channel, a.excluded_for,
		CASE WHEN a.excluded_for IS NULL THEN 'waiting' ELSE 'excluded' END, CASE WHEN a.excluded_for IS NULL THEN a.address_sealed END,
		CASE WHEN a.excluded_for IS NULL THEN a.mobile END, CASE WHEN a.excluded_for IS NULL THEN a.mobile_sealed END
	FROM public.audience_of(m.incident_id, m.kind, m.corrects_id, m.audience) a;
	SELECT count(*) FILTER (WHERE d.state <> 'excluded'), count(*) FILTER (WHERE d.state = 'excluded') INTO people, left_out
	FROM public.delivery d WHERE d.message_id = m.id;
	UPDATE public.message t SET state = 'prepared', sent = freeze_message.sent, prepared_by = staff, prepared_at = now(),
		candidates = people + left_out, prepared = people, excluded = left_out, edited_at = clock_timestamp() WHERE t.id = m.id;
	PERFORM public.record_audit('staff', staff, 'message.prepared', m.id, jsonb_build_object('people', people, 'excluded', left_out));
END $$;
--> statement-breakpoint
DROP FUNCTION match_rows(integer, jsonb);
--> statement-breakpoint
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
-- Adds the people of some rows of a file to a prepared message: those whom a record of the active version matches, who had not signed in
-- when the message was prepared. A row that has an address matches by its address alone, so that one which was put into the file later is
-- never written to. Of several records that match, the one with the same name comes first. `rows` holds fingerprints, sealed addresses and
-- sealed mobile numbers, which are used if the message may go on to a text.
CREATE OR REPLACE FUNCTION add_file_rows(staff text, message text, version text, rows jsonb)
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
					SELECT FROM public.delivery d WHERE d.message_id = $5 AND (d.recipient IN (f.recipient, f.number) OR d.mobile = f.number) AND d.state IN ('accepted', 'unknown', 'not-accepting', 'complaint')
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
			INSERT INTO public.delivery (message_id, version_id, record, recipient, cohort, locale, channel, excluded_for, state, address_sealed, mobile, mobile_sealed)
			SELECT $2, $3, e.record, e.told, 'in-data', CASE WHEN e.locale = 'cy' AND $9 THEN 'cy' ELSE 'en' END, e.first, e.excluded_for, CASE WHEN e.excluded_for IS NULL THEN 'waiting' ELSE 'excluded' END,
				CASE WHEN e.excluded_for IS NULL THEN CASE e.first WHEN 'text' THEN e.mobile_sealed ELSE e.sealed END END,
				CASE WHEN e.has_next THEN e.number END, CASE WHEN e.has_next THEN e.mobile_sealed END
			FROM (
				SELECT p.*, p.excluded_for IS NULL AND p.number IS NOT NULL AND p.first = 'email' AND row_number() OVER (PARTITION BY p.number ORDER BY p.excluded_for IS NULL DESC, p.first DESC, p.line) = 1
					AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = $2 AND d.mobile = p.number) AS has_next FROM people p
			) e
		)
		SELECT count(*) FILTER (WHERE p.place = 'people')::integer, count(*) FILTER (WHERE p.place = 'outside')::integer,
			count(*) FILTER (WHERE p.place = 'repeated')::integer, coalesce(array_agg(p.line ORDER BY p.line) FILTER (WHERE p.place = 'unmatched'), '{}')
		FROM placed p $query$, 'profile_' || part)
	USING rows, m.id, version, m.prepared_at, m.corrects_id, m.audience, m.kind, part, m.sent ? 'cy', coalesce(m.audience -> 'channels' ? 'text', false);
END $$;
--> statement-breakpoint
DROP FUNCTION count_deliveries(text);
--> statement-breakpoint
-- How the deliveries of a message are, in numbers. Who has checked since is looked up once for all, not once for each delivery.
CREATE FUNCTION count_deliveries(message text) RETURNS TABLE (cohort text, channel text, state text, email_state text, excluded_for text, people integer, checked integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
	SELECT d.cohort, d.channel, d.state, d.email_state, d.excluded_for, count(*)::integer, count(c.person_id)::integer
	FROM public.delivery d LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
	LEFT JOIN (
		SELECT DISTINCT r.person_id FROM public.message m JOIN public.check_result r ON r.incident_id = m.incident_id AND r.last_checked_at > m.started_at
		WHERE m.id = count_deliveries.message
	) c ON c.person_id = coalesce(d.person_id, p.person_id)
	WHERE d.message_id = count_deliveries.message GROUP BY 1, 2, 3, 4, 5;
$$;
--> statement-breakpoint
DROP FUNCTION messages_to_person(text);
--> statement-breakpoint
-- The messages that went to one person, for that person alone: asked with the id of a session of theirs. Also those that went to an
-- address of theirs before they had signed in.
CREATE FUNCTION messages_to_person(session text) RETURNS TABLE (message text, channel text, state text, locale text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH reader AS (SELECT s.person_id FROM public.session s WHERE s.id = session AND s.revoked_at IS NULL AND s.expires_at > now()), own AS (
		SELECT d.* FROM reader r JOIN public.delivery d ON d.person_id = r.person_id
		UNION ALL SELECT d.* FROM reader r JOIN public.proven_identifier p ON p.person_id = r.person_id AND p.kind = 'email'
			JOIN public.delivery d ON d.person_id IS NULL AND d.recipient = p.fingerprint
	)
	SELECT o.message_id, o.channel, o.state, o.locale, o.ended_at FROM own o WHERE o.state IN ('accepted', 'unknown', 'no-such-address', 'not-accepting', 'complaint', 'failed');
$$;
--> statement-breakpoint
-- Who was told what about an incident, in numbers: by message, channel, group, language, result and London day. Never by person.
-- An email that failed and the text that followed it are two lines of one person. Who has checked since is looked up once for all.
CREATE OR REPLACE FUNCTION incident_notifications(staff text, incident text)
RETURNS TABLE (reference text, kind text, subject text, channel text, cohort text, locale text, result text, day text, people integer, checked integer, note text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'who was told is shown to staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY
	WITH checkers AS (
		SELECT r.person_id, max(r.last_checked_at) AS at FROM public.check_result r WHERE r.incident_id = incident GROUP BY 1
	), sent AS (
		SELECT m.started_at, m.reference, m.kind, m.sent #>> '{en,subject}' AS subject, d.id, d.cohort, d.locale, d.channel, coalesce(d.excluded_for, d.state) AS result, d.ended_at,
			d.email_state, d.email_ended_at, coalesce(c.at > m.started_at, false) AS has_checked
		FROM public.message m JOIN public.delivery d ON d.message_id = m.id
		LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
		LEFT JOIN checkers c ON c.person_id = coalesce(d.person_id, p.person_id)
		WHERE m.incident_id = incident AND m.started_at IS NOT NULL
	), told AS (
		SELECT s.started_at, s.reference, s.kind, s.subject, s.channel, s.cohort, s.locale, s.result, s.ended_at AS at, 1 AS people, s.has_checked, '' AS note FROM sent s
		UNION ALL
		SELECT s.started_at, s.reference, s.kind, s.subject, 'email', s.cohort, s.locale, s.email_state, s.email_ended_at, 1, s.has_checked, '' FROM sent s WHERE s.email_state IS NOT NULL
		UNION ALL
		SELECT s.started_at, s.reference, s.kind, s.subject, 'letter', s.cohort, l.locale,
			CASE WHEN l.returned_at IS NOT NULL THEN 'returned' WHEN l.handed_over_at IS NOT NULL THEN 'handed-over' ELSE 'written' END,
			coalesce(l.returned_at, l.handed_over_at, l.written_at), 1, s.has_checked, ''
		FROM sent s JOIN public.letter l ON l.delivery_id = s.id
		UNION ALL
		SELECT m.started_at, m.reference, m.kind, m.sent #>> '{en,subject}', o.kind, NULL, NULL, 'done', (o.done_on + time '12:00') AT TIME ZONE 'Europe/London', o.not_reached, NULL, o.note
		FROM public.message m JOIN public.other_notice o ON o.message_id = m.id WHERE m.incident_id = incident
	)
	SELECT t.reference, t.kind, t.subject, t.channel, t.cohort, t.locale, t.result, to_char(t.at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD'),
		sum(t.people)::integer, count(*) FILTER (WHERE t.has_checked)::integer, t.note
	FROM told t GROUP BY t.started_at, t.reference, t.kind, t.subject, t.channel, t.cohort, t.locale, t.result, 8, t.note
	ORDER BY t.started_at, t.reference, array_position('{email,text,letter}'::text[], t.channel), t.channel, t.cohort, t.locale, t.result, 8, t.note;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION add_suppression, next_channel, continue_messages, audience_of, match_rows, count_deliveries, messages_to_person FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION count_deliveries, messages_to_person TO selfcheck_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION continue_messages TO selfcheck_worker;
