-- How the deliveries of a message are, in numbers. Who has checked since is looked up once for all, not once for each delivery.
CREATE OR REPLACE FUNCTION count_deliveries(message text) RETURNS TABLE (cohort text, state text, excluded_for text, people integer, checked integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB' AS $$
	SELECT d.cohort, d.state, d.excluded_for, count(*)::integer, count(c.person_id)::integer
	FROM public.delivery d LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
	LEFT JOIN (
		SELECT DISTINCT r.person_id FROM public.message m JOIN public.check_result r ON r.incident_id = m.incident_id AND r.last_checked_at > m.started_at
		WHERE m.id = count_deliveries.message
	) c ON c.person_id = coalesce(d.person_id, p.person_id)
	WHERE d.message_id = count_deliveries.message GROUP BY 1, 2, 3;
$$;
