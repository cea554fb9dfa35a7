-- A dataset counts in answers once a version of it has been active. Until then adding it changes nobody's answer. It goes on counting
-- when that version has been withdrawn: its people must not be told that they were not found.
CREATE OR REPLACE VIEW exposure.dataset_state AS
	SELECT d.id AS dataset_id, d.incident_id, d.complete, v.id AS version_id, v.number, v.activated_at,
		coalesce((v.report ->> 'withoutAddress')::integer, 0) AS without_address
	FROM dataset d LEFT JOIN dataset_version v ON v.id = d.active_version_id
	WHERE d.active_version_id IS NOT NULL OR EXISTS (SELECT FROM dataset_version e WHERE e.dataset_id = d.id AND e.activated_at IS NOT NULL);
--> statement-breakpoint
-- The people whose answers a version (its partition) may change; null if all are to be compared. A digest covers all that is kept of a row
-- with its identifiers, so whoever is found by rows that stand in two versions alike is found by them in both. Left are those found by
-- other rows, those whose answer is by no version that is still there, and those whom a table that is complete tells something else.
CREATE FUNCTION exposure.people_to_compare(dataset text, part integer, incident text, whole boolean) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET jit = off AS $$
DECLARE present jsonb[]; unlike text; people text[];
BEGIN
	SELECT array_agg(jsonb_build_array(jsonb_build_object('versionId', v.id))), string_agg(format(
		'SELECT t.* FROM exposure.%1$I t WHERE NOT EXISTS (SELECT FROM exposure.%2$I o WHERE o.digest = t.digest)
		UNION ALL SELECT t.* FROM exposure.%2$I t WHERE NOT EXISTS (SELECT FROM exposure.%1$I o WHERE o.digest = t.digest)',
		'record_' || part, 'record_' || v.partition), ' UNION ALL ')
	INTO present, unlike FROM public.dataset_version v WHERE v.dataset_id = dataset AND v.state IN ('active', 'superseded') AND v.partition <> part;
	IF unlike IS NULL THEN RETURN NULL; END IF;
	EXECUTE format($query$
		SELECT array_agg(person_id) FROM (
			SELECT p.person_id FROM (%s) u
				CROSS JOIN LATERAL (VALUES ('email', u.email), ('telephone', u.telephone), ('membership-number', u.membership_number), ('name-postcode', u.name_postcode)) i (kind, print)
				JOIN public.proven_identifier p ON p.kind = i.kind AND p.fingerprint = decode(replace(i.print::text, '-', ''), 'hex')
			UNION SELECT c.person_id FROM public.check_result c WHERE c.incident_id = $1
				AND (c.outcome IN ('under-review', CASE WHEN NOT $2 THEN 'not-found' END) OR NOT c.versions @> ANY ($3))
		) p $query$, unlike) INTO people USING incident, whole, present;
	people := coalesce(people, '{}');
	-- Of most people, each by itself would take longer than all at once.
	RETURN CASE WHEN cardinality(people) < 0.2 * (SELECT count(*) FROM public.check_result c WHERE c.incident_id = incident) THEN people END;
END $$;
--> statement-breakpoint
-- What activating a version would change, asked before it is done. One comparison answers who is to be told and how many there are.
-- Compares every person's newest answer of an incident with what a version (its partition) says of them; null for no version at all.
-- Each person's newest answer counts, by what its dataset's version said of them then:
--   that version is still there: the records they are found by are compared, by the digests over all that is kept of them;
--   it was withdrawn and its rows are gone: nothing but the outcome can be compared. Who was affected or could not be told apart and
--     is found is taken as unchanged, and so is who was not and is not found;
--   there was none of this dataset: whoever is found is told.
-- Besides, whoever is not found gets another answer where the incident's tables become complete or stop being so.
-- Reads each table once, by hash joins: people and rows are never paired one by one. Where a version is compared, people are left out
-- whose answer it cannot change, where others are few: `people_to_compare` returns those.
CREATE FUNCTION exposure.compare_answers(dataset text, part integer)
RETURNS TABLE (person_id text, outcome text, was_found boolean, is_found boolean, changed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET jit = off AS $$
DECLARE incident text; whole boolean; lines text; people text[];
BEGIN
	SELECT d.incident_id, d.complete AND part IS NOT NULL AND NOT EXISTS (
		SELECT FROM exposure.dataset_state o WHERE o.incident_id = d.incident_id AND o.dataset_id <> d.id AND (NOT o.complete OR o.version_id IS NULL)
	) INTO STRICT incident, whole FROM public.dataset d WHERE d.id = dataset;
	people := exposure.people_to_compare(dataset, part, incident, whole);
	SELECT coalesce(string_agg(format(
		'SELECT p.person_id, %s AS part, r.digest FROM public.proven_identifier p JOIN exposure.%I r ON r.%I = encode(p.fingerprint, ''hex'')::uuid WHERE p.kind = %L%s',
		v.partition, 'record_' || v.partition, replace(k.kind, '-', '_'), k.kind, CASE WHEN people IS NOT NULL THEN ' AND p.person_id = ANY ($5)' END), ' UNION ALL '),
		'SELECT NULL::text, NULL::integer, NULL::bigint WHERE false')
	INTO lines
	FROM public.dataset_version v, unnest('{email,telephone,membership-number,name-postcode}'::text[]) AS k (kind)
	WHERE v.dataset_id = dataset AND (v.partition = part OR v.state IN ('active', 'superseded'));
	RETURN QUERY EXECUTE format($query$
		WITH newest AS (
			SELECT DISTINCT ON (c.person_id) c.person_id, c.outcome, c.versions FROM public.check_result c
			WHERE c.incident_id = $1%s ORDER BY c.person_id, c.checked_at DESC
		), latest AS MATERIALIZED (
			SELECT n.person_id, n.outcome, o.partition AS earlier, coalesce(o.state = 'withdrawn', false) AS forgotten
			FROM newest n LEFT JOIN LATERAL (
				SELECT v.partition, v.state FROM jsonb_array_elements(n.versions) e
				JOIN public.dataset_version v ON v.id = e ->> 'versionId' AND v.dataset_id = $2 LIMIT 1
			) o ON true
		), said AS (
			SELECT l.person_id, s.digest, coalesce(bool_or(s.part = l.earlier), false) AS before, coalesce(bool_or(s.part = $3), false) AS after
			FROM latest l JOIN (%s) s ON s.person_id = l.person_id AND (s.part = l.earlier OR s.part = $3)
			GROUP BY l.person_id, s.digest
		), found AS (
			SELECT s.person_id, bool_or(s.before) AS before, bool_or(s.after) AS after, bool_or(s.before <> s.after) AS differs
			FROM said s GROUP BY s.person_id
		), compared AS (
			SELECT l.*, CASE WHEN l.forgotten THEN l.outcome IN ('affected', 'unable-to-match') ELSE coalesce(f.before, false) END AS before,
				coalesce(f.after, false) AS after, coalesce(f.differs, false) AS differs
			FROM latest l LEFT JOIN found f ON f.person_id = l.person_id
		)
		SELECT c.person_id, c.outcome, c.before, c.after, c.earlier IS DISTINCT FROM $3 AND (
			CASE WHEN c.forgotten THEN c.before <> c.after ELSE c.differs END
			OR NOT c.after AND c.outcome = CASE WHEN $4 THEN 'under-review' ELSE 'not-found' END
		) FROM compared c $query$, CASE WHEN people IS NOT NULL THEN ' AND c.person_id = ANY ($5)' END, lines)
	USING incident, dataset, part, whole, people;
END $$;
--> statement-breakpoint
-- How many answers a version changes, as counted before it is activated. Numbers only: nobody learns who they are.
CREATE TABLE exposure.answer_count (
	version_id text PRIMARY KEY REFERENCES public.dataset_version (id) ON DELETE CASCADE,
	counted_at timestamptz NOT NULL,
	checked integer NOT NULL, -- people with an answer about the incident
	changed integer NOT NULL, -- of them, those who get another one
	becoming integer NOT NULL, -- of these, those who are found and were not
	leaving integer NOT NULL -- and those who were found and are not
);
--> statement-breakpoint
-- Counts for a version that waits for a second person, and keeps the numbers. `counted_by` asked for it.
CREATE FUNCTION exposure.count_answers(version text, counted_by text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v record;
BEGIN
	SELECT d.dataset_id, d.partition INTO v FROM public.dataset_version d WHERE d.id = version AND d.state IN ('ready', 'superseded');
	IF NOT FOUND THEN RAISE EXCEPTION 'version % does not wait for a second person', version; END IF;
	INSERT INTO exposure.answer_count AS a (version_id, counted_at, checked, changed, becoming, leaving)
	SELECT version, now(), (SELECT count(DISTINCT r.person_id) FROM public.check_result r JOIN public.dataset s ON s.incident_id = r.incident_id WHERE s.id = v.dataset_id),
		count(*) FILTER (WHERE c.changed),
		count(*) FILTER (WHERE c.changed AND c.is_found AND NOT c.was_found), count(*) FILTER (WHERE c.changed AND c.was_found AND NOT c.is_found)
	FROM exposure.compare_answers(v.dataset_id, v.partition) c
	ON CONFLICT (version_id) DO UPDATE SET counted_at = excluded.counted_at, checked = excluded.checked, changed = excluded.changed,
		becoming = excluded.becoming, leaving = excluded.leaving;
	PERFORM public.record_audit('staff', counted_by, 'dataset-version.answers-counted', version);
END $$;
--> statement-breakpoint
REVOKE ALL ON exposure.answer_count FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT ON exposure.answer_count TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exposure.people_to_compare, exposure.compare_answers, exposure.count_answers FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exposure.count_answers TO selfcheck_web, selfcheck_worker;
