-- Statements a person makes to tell their records from others' at a shared identifier. A try counts for every identifier of the person
-- and for every record these lead to, for all persons together: signing in as a new person, taking an address off or merging gives no new tries.
-- It refers to no person and no identifier row, so nothing that removes those empties it.
CREATE TABLE exposure.claim_attempt (
	key text PRIMARY KEY, -- "identifier:<kind>:<fingerprint>" or "record:<partition>:<record>"
	since timestamptz NOT NULL DEFAULT now(),
	used integer NOT NULL DEFAULT 1
);
--> statement-breakpoint
CREATE INDEX claim_attempt_since ON exposure.claim_attempt (since);
--> statement-breakpoint
-- Everything a try of this person counts for.
CREATE FUNCTION exposure.claim_keys(person text) RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT 'identifier:' || p.kind || ':' || encode(p.fingerprint, 'hex') FROM public.proven_identifier p WHERE p.person_id = person
	UNION
	SELECT 'record:' || v.partition || ':' || f.record
	FROM exposure.check_person(person) f JOIN public.dataset_version v ON v.id = f.version_id;
$$;
--> statement-breakpoint
-- How many tries were made within a day at what this person's identifiers lead to, by anybody.
CREATE FUNCTION exposure.claim_attempts(person text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(max(a.used), 0) FROM exposure.claim_attempt a
	WHERE a.key IN (SELECT exposure.claim_keys(person)) AND a.since > now() - interval '1 day';
$$;
--> statement-breakpoint
-- Counts one try, keeps what was stated and returns how many tries there were within a day; null, and nothing is kept, where they are used up.
-- `repeated` is true, and nothing is counted, if this person stated just this within a minute.
-- check_person looks at a statement only after this has been committed: rolling back takes the statement away with the count.
CREATE FUNCTION exposure.state_identifier(person text, stated_kind text, stated bytea, OUT used integer, OUT repeated boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE this_claim CONSTANT bytea := sha256(convert_to(person || ' ' || stated_kind || ' ', 'UTF8') || stated);
BEGIN
	repeated := false;
	DELETE FROM exposure.claim_attempt WHERE key IN (
		SELECT old.key FROM exposure.claim_attempt old WHERE old.since < now() - interval '2 days' ORDER BY old.since LIMIT 100 FOR UPDATE SKIP LOCKED
	);
	DELETE FROM exposure.recent_claim WHERE claim IN (
		SELECT old.claim FROM exposure.recent_claim old WHERE old.at < clock_timestamp() - interval '1 minute' LIMIT 100 FOR UPDATE SKIP LOCKED
	);
	BEGIN
		-- Waits for the transaction of a first press.
		INSERT INTO exposure.recent_claim (claim) VALUES (this_claim) ON CONFLICT (claim) DO NOTHING;
		IF NOT FOUND THEN
			SELECT r.used, true INTO used, repeated FROM exposure.recent_claim r WHERE r.claim = this_claim;
		ELSE
			-- In one order for all, so that two tries at once wait for each other and never for one another.
			WITH counted AS (
				INSERT INTO exposure.claim_attempt AS a (key) SELECT k FROM exposure.claim_keys(person) k ORDER BY k
				ON CONFLICT (key) DO UPDATE SET
					used = CASE WHEN a.since < now() - interval '1 day' THEN 1 ELSE a.used + 1 END,
					since = CASE WHEN a.since < now() - interval '1 day' THEN now() ELSE a.since END
				RETURNING a.used
			) SELECT coalesce(max(c.used), 6) INTO used FROM counted c;
			IF used > 5 THEN RAISE EXCEPTION 'the tries are used up' USING ERRCODE = 'CL005'; END IF;
			UPDATE exposure.recent_claim r SET used = state_identifier.used WHERE r.claim = this_claim;
		END IF;
	EXCEPTION WHEN SQLSTATE 'CL005' THEN used := NULL; RETURN; -- and nothing is counted for what else this person has
	END;
	INSERT INTO public.stated_identifier (person_id, kind, fingerprint) VALUES (person, stated_kind, stated)
	ON CONFLICT (person_id, kind, fingerprint) DO NOTHING;
	IF NOT repeated THEN
		PERFORM public.record_audit('member', person, 'identifier.tried', person, jsonb_build_object('kind', stated_kind, 'used', used));
	END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exposure.claim_keys, exposure.claim_attempts, exposure.state_identifier FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exposure.claim_attempts, exposure.state_identifier TO selfcheck_web;
--> statement-breakpoint
-- The web may keep a statement or take it away; only state_identifier makes one.
REVOKE INSERT, UPDATE ON stated_identifier FROM selfcheck_web;
--> statement-breakpoint
GRANT UPDATE (kept) ON stated_identifier TO selfcheck_web;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON stated_identifier FROM selfcheck_worker;
