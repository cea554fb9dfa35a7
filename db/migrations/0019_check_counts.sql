-- The counts on the staff's desk, made once a minute by the worker: counting at every visit takes seconds with a million people.
CREATE TABLE exposure.check_count (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	counted_at timestamptz NOT NULL,
	people integer NOT NULL, -- with an answer
	today integer NOT NULL, -- who checked since midnight in London
	affected integer NOT NULL -- by any incident, ever
);
--> statement-breakpoint
CREATE FUNCTION exposure.count_checks() RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' SET jit = off AS $$
	INSERT INTO exposure.check_count AS c (counted_at, people, today, affected)
	SELECT now(), count(*), count(*) FILTER (WHERE p.today), count(*) FILTER (WHERE p.affected) FROM (
		SELECT bool_or(r.last_checked_at >= date_trunc('day', now() AT TIME ZONE 'Europe/London') AT TIME ZONE 'Europe/London') AS today,
			bool_or(r.outcome = 'affected') AS affected
		FROM public.check_result r GROUP BY r.person_id
	) p
	ON CONFLICT (only_row) DO UPDATE SET counted_at = excluded.counted_at, people = excluded.people, today = excluded.today, affected = excluded.affected;
$$;
--> statement-breakpoint
REVOKE ALL ON exposure.check_count FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT ON exposure.check_count TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exposure.count_checks FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exposure.count_checks TO selfcheck_worker;
