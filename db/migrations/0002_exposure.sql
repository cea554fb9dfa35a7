-- The affected people, as keyed fingerprints. The web's role sees none of it: it asks one function about one person.
CREATE SCHEMA exposure;
--> statement-breakpoint
CREATE TABLE exposure.identifier (
	partition integer NOT NULL,
	fingerprint bytea NOT NULL, -- 16 bytes, HMAC-SHA-256 under the key of its kind
	record integer NOT NULL
) PARTITION BY LIST (partition);
--> statement-breakpoint
CREATE TABLE exposure.record (
	partition integer NOT NULL,
	record integer NOT NULL, -- the row's number in the file
	profile integer NOT NULL,
	subject bytea NOT NULL, -- fingerprint of the person's name: whether two records are one person's
	hints bytea -- sealed JSON of masked values by category
) PARTITION BY LIST (partition);
--> statement-breakpoint
-- What many records of a version share: relationship, source, since when, and which categories hold a value.
CREATE TABLE exposure.profile (
	partition integer NOT NULL,
	profile integer NOT NULL,
	relationship text NOT NULL,
	source text NOT NULL,
	categories text[] NOT NULL
) PARTITION BY LIST (partition);
--> statement-breakpoint
-- Looks up the proven identifiers of one person in the active versions. `stated` are fingerprints the person has
-- typed without proof: they never find a record, they only mark which of the found ones they match.
CREATE FUNCTION exposure.check_person(person text, stated bytea[] DEFAULT '{}')
RETURNS TABLE (
	incident_id text, dataset_id text, version_id text, version_number integer, activated_at timestamptz,
	record integer, subject bytea, identifier_id text, stated_match boolean,
	relationship text, source text, categories text[], hints bytea
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT d.incident_id, d.id, v.id, v.number, v.activated_at,
		r.record, r.subject, p.id,
		EXISTS (SELECT FROM exposure.identifier s WHERE s.partition = v.partition AND s.record = i.record AND s.fingerprint = ANY (stated)),
		f.relationship, f.source, f.categories, r.hints
	FROM (SELECT id, fingerprint FROM public.proven_identifier WHERE person_id = person LIMIT 20) p
	CROSS JOIN (public.dataset d JOIN public.dataset_version v ON v.id = d.active_version_id)
	CROSS JOIN LATERAL (
		SELECT x.record FROM exposure.identifier x
		WHERE x.partition = v.partition AND x.fingerprint = p.fingerprint ORDER BY x.record LIMIT 50
	) i
	JOIN exposure.record r ON r.partition = v.partition AND r.record = i.record
	JOIN exposure.profile f ON f.partition = v.partition AND f.profile = r.profile
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exposure.check_person FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA exposure TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exposure.check_person TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON exposure.identifier, exposure.record, exposure.profile TO selfcheck_worker;
