-- Whether a process has the keys that this database was filled with. With another key nobody would be found: every fingerprint
-- would differ, and "not found" would be false.
CREATE TABLE key_check (
	name text PRIMARY KEY CHECK (name IN ('IDENTIFIER_KEY', 'SEALING_KEY')),
	value bytea NOT NULL CHECK (octet_length(value) = 16)
);
--> statement-breakpoint
-- Compares a key's check value with the one that is kept. Keeps the first. Replaces it while nothing depends on the keys: no
-- version of a dataset, no person, no staff. Out: whether they are equal.
CREATE FUNCTION agrees_with_key(key_name text, check_value bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE kept bytea;
BEGIN
	SELECT k.value INTO kept FROM public.key_check k WHERE k.name = key_name;
	IF kept = check_value THEN RETURN true; END IF;
	IF kept IS NOT NULL AND (EXISTS (SELECT FROM public.dataset_version) OR EXISTS (SELECT FROM public.person)
		OR EXISTS (SELECT FROM public.staff_member)) THEN RETURN false; END IF;
	INSERT INTO public.key_check (name, value) VALUES (key_name, check_value)
	ON CONFLICT (name) DO UPDATE SET value = CASE WHEN kept IS NULL THEN public.key_check.value ELSE excluded.value END
	RETURNING value INTO kept;
	RETURN kept = check_value;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION agrees_with_key FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION agrees_with_key TO selfcheck_web, selfcheck_worker;
