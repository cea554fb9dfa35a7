-- Who was told what about an incident, in numbers: by message, channel, group, language, result and London day. Never by person.
-- Who has checked since is looked up once for all.
CREATE OR REPLACE FUNCTION incident_notifications(staff text, incident text)
RETURNS TABLE (reference text, kind text, subject text, channel text, cohort text, locale text, result text, day text, people integer, checked integer, note text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'who was told is shown to staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN QUERY
	WITH checkers AS (
		SELECT r.person_id, max(r.last_checked_at) AS at FROM public.check_result r WHERE r.incident_id = incident GROUP BY 1
	), sent AS (
		SELECT m.started_at, m.reference, m.kind, m.sent #>> '{en,subject}' AS subject, d.id, d.cohort, d.locale, coalesce(d.excluded_for, d.state) AS result, d.ended_at,
			coalesce(c.at > m.started_at, false) AS has_checked
		FROM public.message m JOIN public.delivery d ON d.message_id = m.id
		LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
		LEFT JOIN checkers c ON c.person_id = coalesce(d.person_id, p.person_id)
		WHERE m.incident_id = incident AND m.started_at IS NOT NULL
	), told AS (
		SELECT s.started_at, s.reference, s.kind, s.subject, 'email' AS channel, s.cohort, s.locale, s.result, s.ended_at AS at, 1 AS people, s.has_checked, '' AS note FROM sent s
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
	ORDER BY t.started_at, t.reference, array_position('{email,letter}'::text[], t.channel), t.channel, t.cohort, t.locale, t.result, 8, t.note;
END $$;
