-- Figures of an incident that staff have published, as they were counted then: in tens, without small numbers. The newest are shown.
CREATE TABLE published_figures (
	id text PRIMARY KEY,
	incident_id text NOT NULL REFERENCES incident (id),
	figures jsonb NOT NULL,
	published_by text NOT NULL REFERENCES staff_member (id),
	published_at timestamptz DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX published_figures_incident ON published_figures (incident_id, published_at);
--> statement-breakpoint
-- Counts an incident for staff: the records of its active versions by relationship and by combination of categories, and the people who
-- were told by its messages, whom one reached, and who have checked.
CREATE FUNCTION count_figures(staff text, incident text) RETURNS TABLE (part text, name text, amount integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE v record;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'figures are counted for staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	FOR v IN SELECT n.id, n.partition FROM public.dataset d JOIN public.dataset_version n ON n.id = d.active_version_id WHERE d.incident_id = incident AND d.removed_at IS NULL LOOP
		RETURN QUERY SELECT 'version'::text, v.id, 0;
		RETURN QUERY EXECUTE format($query$
			WITH counted AS (SELECT r.profile, count(DISTINCT r.record)::integer AS records FROM exposure.%I r GROUP BY 1), described AS (
				SELECT p.relationship, array_to_string(ARRAY(SELECT c FROM unnest(p.categories) c ORDER BY c), ',') AS categories, c.records
				FROM counted c JOIN exposure.%I p ON p.profile = c.profile
			)
			SELECT 'relationship', d.relationship, sum(d.records)::integer FROM described d GROUP BY 2
			UNION ALL SELECT 'categories', d.categories, sum(d.records)::integer FROM described d GROUP BY 2
		$query$, 'record_' || v.partition, 'profile_' || v.partition);
	END LOOP;
	RETURN QUERY WITH own AS (
		SELECT coalesce(d.person_id, p.person_id, encode(d.recipient, 'hex'), d.version_id || ' ' || d.record) AS person, d.state, l.handed_over_at, l.returned_at
		FROM public.message m JOIN public.delivery d ON d.message_id = m.id LEFT JOIN public.letter l ON l.delivery_id = d.id
		LEFT JOIN public.proven_identifier p ON d.person_id IS NULL AND p.kind = 'email' AND p.fingerprint = d.recipient
		WHERE m.incident_id = incident AND m.started_at IS NOT NULL
	)
	SELECT 'people', 'told', count(DISTINCT o.person) FILTER (WHERE o.state NOT IN ('excluded', 'waiting', 'sending', 'stopped') OR o.handed_over_at IS NOT NULL)::integer FROM own o
	UNION ALL SELECT 'people', 'reached', count(DISTINCT o.person) FILTER (WHERE o.state IN ('accepted', 'complaint') OR o.handed_over_at IS NOT NULL AND o.returned_at IS NULL)::integer FROM own o
	UNION ALL SELECT 'people', 'checked', count(DISTINCT c.person_id)::integer FROM public.check_result c WHERE c.incident_id = incident;
END $$;
--> statement-breakpoint
REVOKE ALL ON published_figures FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT ON published_figures TO selfcheck_web;
--> statement-breakpoint
REVOKE ALL ON FUNCTION count_figures FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION count_figures TO selfcheck_web;
