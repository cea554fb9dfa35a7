-- What staff did instead for people whom a message could not reach, such as a public notice (UK GDPR, Article 34(3)(c)).
CREATE TABLE other_notice (
	id text PRIMARY KEY,
	message_id text NOT NULL REFERENCES message (id),
	kind text NOT NULL CHECK (kind IN ('public-notice', 'telephone', 'in-person', 'other')),
	done_on date NOT NULL,
	note text NOT NULL,
	not_reached integer NOT NULL,
	noted_by text NOT NULL REFERENCES staff_member (id),
	noted_at timestamptz DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX other_notice_message ON other_notice (message_id);
--> statement-breakpoint
-- Whether the person of a delivery has checked since the message went out, also one who has signed in only since.
CREATE FUNCTION has_checked_since(d delivery, m message) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (
		SELECT FROM public.check_result c WHERE c.incident_id = m.incident_id AND c.last_checked_at > m.started_at AND c.person_id = coalesce(
			d.person_id, (SELECT p.person_id FROM public.proven_identifier p WHERE p.kind = 'email' AND p.fingerprint = d.recipient)
		)
	)
$$;
--> statement-breakpoint
-- How many people of each group a message has not reached: it was refused, stopped or could not be sent to them, no letter is on its way,
-- and they have not checked since. Whoever does not want such messages, or shares an address with somebody who has it, is not counted.
CREATE FUNCTION count_not_reached(message text) RETURNS TABLE (cohort text, people integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT d.cohort, count(*)::integer
	FROM public.delivery d JOIN public.message m ON m.id = d.message_id LEFT JOIN public.letter l ON l.delivery_id = d.id
	WHERE d.message_id = count_not_reached.message AND m.started_at IS NOT NULL
		AND (d.state IN ('no-such-address', 'not-accepting', 'failed', 'stopped') OR d.excluded_for IN ('no-address', 'suppressed', 'held-back'))
		AND (l.handed_over_at IS NULL OR l.returned_at IS NOT NULL) AND NOT public.has_checked_since(d, m)
	GROUP BY 1;
$$;
--> statement-breakpoint
-- What became of a message, in numbers: its deliveries by state, and how many people of each group it has not reached. Of a draft, who would
-- get it now. More than 20,000 people take too long to count for a page. So their numbers are kept, with their time, and counted only by whoever
-- asks for that with `anew`: if there are none yet or they are older than ten seconds, and nobody else is counting. Until then `deliveries` is null.
-- Of a draft, everybody there is could be in it, and linked messages are about everybody. `linked` is what count_linked() says of them, once none is
-- a draft. `counted_at` is null if the numbers are those of now.
CREATE FUNCTION message_figures(staff text, message text, anew boolean) RETURNS TABLE (deliveries jsonb, not_reached jsonb, linked jsonb, counted_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message; counted jsonb; many boolean; at timestamptz := clock_timestamp();
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is counted for staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO m FROM public.message t WHERE t.id = message;
	many := 20000 < CASE WHEN m.state = 'draft' OR m.linked_to IS NOT NULL THEN greatest(public.about_people(), m.candidates) ELSE m.candidates END;
	IF NOT many AND m.figures IS NULL OR many AND anew AND (m.figures IS NULL OR m.figures_at < at - interval '10 seconds')
		AND pg_try_advisory_xact_lock(hashtextextended('figures:' || message, 0))
	THEN
		IF m.state = 'draft' THEN
			SELECT jsonb_build_object('deliveries', coalesce(jsonb_agg(to_jsonb(c)), '[]'), 'notReached', '[]'::jsonb) INTO counted FROM (
				SELECT a.cohort, a.channel, CASE WHEN a.excluded_for IS NULL THEN 'waiting' ELSE 'excluded' END AS state, a.excluded_for, count(*)::integer AS people, 0 AS checked
				FROM public.audience_of(m.incident_id, m.kind, m.corrects_id, m.audience) a GROUP BY 1, 2, 3, 4
			) c;
		ELSE
			counted := jsonb_build_object(
				'deliveries', (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM public.count_deliveries(message) c),
				'notReached', (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM public.count_not_reached(message) r)
			);
		END IF;
		IF m.linked_to IS NOT NULL AND NOT EXISTS (SELECT FROM public.message o WHERE o.linked_to = m.linked_to AND o.state = 'draft') THEN
			counted := counted || jsonb_build_object('linked', (SELECT to_jsonb(c) FROM public.count_linked(staff, m.linked_to) c));
		END IF;
		IF many THEN
			UPDATE public.message t SET figures = counted, figures_at = at
			WHERE t.id = message AND t.state = m.state AND t.candidates = m.candidates AND t.audience = m.audience;
			m.figures_at := at;
		END IF;
		m.figures := counted;
	END IF;
	RETURN QUERY SELECT m.figures -> 'deliveries', m.figures -> 'notReached', m.figures -> 'linked', m.figures_at;
END $$;
--> statement-breakpoint
-- About how many people there are, as PostgreSQL last knew. To count them takes longer than a page may.
CREATE FUNCTION about_people() RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid)) FROM pg_class c WHERE c.oid = 'public.person'::regclass
$$;
--> statement-breakpoint
-- Figures of before a step of a message, or of another question, are not those of after it.
CREATE FUNCTION forget_figures() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	NEW.figures := NULL;
	NEW.figures_at := NULL;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER message_step BEFORE UPDATE OF state, candidates, audience ON message FOR EACH ROW
WHEN ((OLD.state, OLD.candidates, OLD.audience) IS DISTINCT FROM (NEW.state, NEW.candidates, NEW.audience)) EXECUTE FUNCTION forget_figures();
--> statement-breakpoint
-- Who was told what about an incident, in numbers: by message, channel, group, language, result and London day. Never by person.
-- An email that failed and the text that followed it are two lines of one person. A letter is counted by what became of it. Who has checked since is looked up once for all.
CREATE FUNCTION incident_notifications(staff text, incident text)
RETURNS TABLE (reference text, kind text, subject text, channel text, cohort text, locale text, result text, day text, people integer, checked integer, note text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'who was told is shown to staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY
	WITH checkers AS (
		SELECT r.person_id, max(r.last_checked_at) AS at FROM public.check_result r WHERE r.incident_id = incident GROUP BY 1
	), sent AS (
		SELECT m.started_at, m.reference, m.kind, m.sent #>> '{en,subject}' AS subject, d.id, d.cohort, d.locale, d.channel, coalesce(d.excluded_for, d.state) AS result, d.ended_at,
			d.first_channel, d.first_state, d.first_ended_at, d.second_channel, d.second_state, d.second_ended_at, coalesce(c.at > m.started_at, false) AS has_checked
		FROM public.message m JOIN public.delivery d ON d.message_id = m.id
		LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
		LEFT JOIN checkers c ON c.person_id = coalesce(d.person_id, p.person_id)
		WHERE m.incident_id = incident AND m.started_at IS NOT NULL
	), told AS (
		SELECT s.started_at, s.reference, s.kind, s.subject, s.channel, s.cohort, s.locale, s.result, s.ended_at AS at, 1 AS people, s.has_checked, '' AS note FROM sent s
		WHERE s.channel <> 'letter' OR NOT EXISTS (SELECT FROM public.letter l WHERE l.delivery_id = s.id)
		UNION ALL
		SELECT s.started_at, s.reference, s.kind, s.subject, s.first_channel, s.cohort, s.locale, s.first_state, s.first_ended_at, 1, s.has_checked, '' FROM sent s WHERE s.first_channel <> 'letter'
		UNION ALL
		SELECT s.started_at, s.reference, s.kind, s.subject, s.second_channel, s.cohort, s.locale, s.second_state, s.second_ended_at, 1, s.has_checked, '' FROM sent s WHERE s.second_channel <> 'letter'
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
REVOKE ALL ON other_notice FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT ON other_notice TO selfcheck_web;
--> statement-breakpoint
REVOKE ALL ON FUNCTION has_checked_since, count_not_reached, message_figures, about_people, forget_figures, incident_notifications FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION count_not_reached, message_figures, incident_notifications TO selfcheck_web;
