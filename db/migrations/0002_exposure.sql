-- The affected people, as keyed fingerprints. The web's role sees none of it: it asks one function about one person.
CREATE SCHEMA exposure;
--> statement-breakpoint
-- One line for each row of the file, and a further one for each second address or number of a kind in it. What people are
-- found by stands in the line, and so one index finds all; uuid is PostgreSQL's type of 16 bytes that sorts quickest.
CREATE TABLE exposure.record (
	partition integer NOT NULL,
	record integer NOT NULL, -- the row's number in the file
	profile integer NOT NULL,
	subject bigint, -- keyed mark of the person's name: whether two records are one person's; without it a record stands alone
	digest bigint, -- keyed mark of all that is kept of the row: whether it changed since another version
	email uuid, -- the fingerprints of identifiers: BLAKE2b under the key of their kind, 16 bytes
	telephone uuid,
	membership_number uuid,
	name_postcode uuid,
	hints bytea -- sealed: since when, and masked values by category
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
-- The lines of a version in which an identifier stands, in the order of the file. Without an owner's rights of its own, so
-- that it becomes part of the query it stands in.
CREATE FUNCTION exposure.lines(part integer, kind text, print uuid) RETURNS SETOF exposure.record
LANGUAGE sql STABLE AS $$
	SELECT r.* FROM exposure.record r WHERE kind = 'email' AND r.partition = part AND r.email = print
	UNION ALL SELECT r.* FROM exposure.record r WHERE kind = 'telephone' AND r.partition = part AND r.telephone = print
	UNION ALL SELECT r.* FROM exposure.record r WHERE kind = 'membership-number' AND r.partition = part AND r.membership_number = print
	UNION ALL SELECT r.* FROM exposure.record r WHERE kind = 'name-postcode' AND r.partition = part AND r.name_postcode = print
$$;
--> statement-breakpoint
-- How often check_person was asked, ever.
CREATE SEQUENCE exposure.questions;
--> statement-breakpoint
-- Looks up the proven identifiers of one person in the active versions. What the person has stated without proof never finds a
-- record, it only marks which of the found ones it matches: statements that were kept, and `tried`, one just made. Statements, proofs
-- and sessions of the same transaction are not looked at, because a roll back would take their trace away.
-- Answers only for a person who is signed in. Every question moves a counter: a sequence, because a roll back does not set it
-- back and it costs no lock. The server's log gets a line at every refusal and every thousandth question, which no roll back takes out.
-- `number_group` and `telephone_group` say which records of one version hold the same number, without saying which number.
-- Of an identifier in many records (a role mailbox) 50 are looked at: those that match come first, then one of each person before
-- a second one of any, so that a shared identifier is always seen to be shared. Beyond its first 10,000 records nobody looks, so that
-- an address somebody put into every row costs an answer no more than a moment.
CREATE FUNCTION exposure.check_person(person text, tried bytea DEFAULT NULL)
RETURNS TABLE (
	incident_id text, dataset_id text, version_id text, version_number integer, activated_at timestamptz,
	record integer, subject bigint, identifier_id text, stated_match boolean, number_match boolean, number_group bigint, telephone_group bigint,
	relationship text, source text, categories text[], hints bytea
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- One plan for all partitions, kept. PostgreSQL would otherwise plan each version's query anew at every check, for many times what it takes to run.
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE v record; matching integer[] := '{}'; stated bytea[]; numbers uuid[];
BEGIN
	IF nextval('exposure.questions') % 1000 = 0 THEN RAISE LOG 'check_person: % questions', currval('exposure.questions'); END IF;
	IF NOT EXISTS (SELECT FROM public.session s WHERE s.person_id = person AND s.revoked_at IS NULL AND s.expires_at > now() AND s.seen_at > now() - interval '30 minutes'
		AND s.opened_in IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint) THEN
		RAISE LOG 'check_person: refused for %, who is not signed in', person;
		RAISE EXCEPTION 'this person is not signed in' USING ERRCODE = 'insufficient_privilege';
	END IF;
	stated := ARRAY(
		SELECT s.fingerprint FROM public.stated_identifier s
		WHERE s.person_id = person AND (s.kept OR s.fingerprint = tried) AND s.stated_in IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint
	);
	-- A membership number is one person's, whatever names it stands beside; a telephone number or a name is not.
	numbers := ARRAY(
		SELECT encode(s.fingerprint, 'hex')::uuid FROM public.stated_identifier s
		WHERE s.person_id = person AND s.kind = 'membership-number' AND s.fingerprint = ANY (stated)
	);
	-- Version by version, so that each is asked in its own partition alone.
	FOR v IN
		SELECT d.incident_id, d.id AS dataset_id, n.id, n.number, n.activated_at, n.partition
		FROM public.dataset d JOIN public.dataset_version n ON n.id = d.active_version_id
	LOOP
		IF cardinality(stated) > 0 THEN
			matching := ARRAY(
				SELECT s.record FROM unnest(stated) AS one (print), unnest('{telephone,membership-number,name-postcode}'::text[]) AS of (kind),
					exposure.lines(v.partition, of.kind, encode(one.print, 'hex')::uuid) s
			);
		END IF;
		RETURN QUERY
		SELECT v.incident_id, v.dataset_id, v.id, v.number, v.activated_at,
			r.record, r.subject, p.id, r.matches, coalesce(r.membership_number = ANY (numbers), false),
			CASE WHEN r.membership_number IS NOT NULL THEN dense_rank() OVER (ORDER BY r.membership_number) END,
			CASE WHEN r.telephone IS NOT NULL THEN dense_rank() OVER (ORDER BY r.telephone) END,
			f.relationship, f.source, f.categories, r.hints
		FROM (
			SELECT id, kind, encode(fingerprint, 'hex')::uuid AS print FROM public.proven_identifier
			WHERE person_id = person AND proven_in IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint ORDER BY proven_at, id LIMIT 20
		) p
		CROSS JOIN LATERAL (
			SELECT l.*, l.record = ANY (matching) AS matches, row_number() OVER (PARTITION BY l.subject ORDER BY l.record) AS nth
			FROM (SELECT * FROM exposure.lines(v.partition, p.kind, p.print) LIMIT 10000) l
			ORDER BY matches DESC, nth, l.record LIMIT 50
		) r
		JOIN exposure.profile f ON f.partition = v.partition AND f.profile = r.profile
		ORDER BY p.id, r.matches DESC, r.nth, r.record;
		-- A connection may see that a version is active before it knows of its tables. Then nobody is found, which is no answer.
		IF NOT FOUND
			AND NOT (EXISTS (SELECT FROM exposure.profile f WHERE f.partition = v.partition) AND EXISTS (SELECT FROM exposure.record r WHERE r.partition = v.partition))
			AND (SELECT (n.report ->> 'records')::integer > 0 FROM public.dataset_version n WHERE n.id = v.id) THEN
			RAISE EXCEPTION 'the tables of version % are not there for this connection', v.id USING ERRCODE = 'object_not_in_prerequisite_state';
		END IF;
	END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exposure.check_person, exposure.lines FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA exposure TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exposure.check_person TO selfcheck_web;
--> statement-breakpoint
-- Rows are added to a version's own tables alone, while it is imported, and never altered: the worker reads the rest.
GRANT SELECT ON exposure.record, exposure.profile TO selfcheck_worker;
--> statement-breakpoint
-- The life of a version. The worker imports into tables of the version's own, which stand alone until a second person
-- activates them; only these functions make, attach and drop them, each in the states where that is right.
-- The importer fills them in the transaction that makes them: until it commits they are nowhere, and their rows are frozen.
CREATE FUNCTION exposure.prepare_version(version text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE n integer; part text;
BEGIN
	SELECT v.partition INTO STRICT n FROM public.dataset_version v WHERE v.id = version AND v.state = 'importing';
	FOREACH part IN ARRAY ARRAY['record', 'profile'] LOOP
		EXECUTE format('DROP TABLE IF EXISTS exposure.%I', part || '_' || n); -- what a lost importer left
		-- Filled without an index, which is twice as fast; the check spares the scan on attaching.
		EXECUTE format('CREATE TABLE exposure.%I (LIKE exposure.%I, CHECK (partition = %s)) WITH (autovacuum_enabled = off)', part || '_' || n, part, n);
		EXECUTE format('ALTER TABLE exposure.%I ALTER COLUMN partition SET DEFAULT %s', part || '_' || n, n);
		EXECUTE format('GRANT SELECT, INSERT ON exposure.%I TO selfcheck_worker', part || '_' || n);
	END LOOP;
	RETURN n;
END $$;
--> statement-breakpoint
-- Makes the index of one kind of identifier. Called from two connections at the same time, so each takes one more worker and no more.
CREATE FUNCTION exposure.index_version(version text, kind text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET maintenance_work_mem = '256MB' SET max_parallel_maintenance_workers = 1 AS $$
DECLARE n integer; field text := replace(kind, '-', '_');
BEGIN
	SELECT v.partition INTO STRICT n FROM public.dataset_version v WHERE v.id = version AND v.state = 'importing';
	-- Nothing is ever added, so its pages are filled; and hardly anything stands twice, so nothing is folded.
	EXECUTE format('CREATE INDEX ON exposure.%I (%I) WITH (fillfactor = 100, deduplicate_items = off) WHERE %I IS NOT NULL', 'record_' || n, field, field);
END $$;
--> statement-breakpoint
-- Called once the tables are filled and indexed. A small sample will do: of fingerprints the planner needs to know only that
-- they are many.
CREATE FUNCTION exposure.finish_version(version text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET default_statistics_target = 10 AS $$
DECLARE n integer;
BEGIN
	SELECT v.partition INTO STRICT n FROM public.dataset_version v WHERE v.id = version AND v.state = 'importing';
	EXECUTE format('CREATE INDEX ON exposure.%I (profile)', 'profile_' || n);
	EXECUTE format('ALTER TABLE exposure.%I RESET (autovacuum_enabled)', 'record_' || n);
	EXECUTE format('ALTER TABLE exposure.%I RESET (autovacuum_enabled)', 'profile_' || n);
	-- From here on nobody but the owner of the tables can change a row of this version.
	EXECUTE format('REVOKE INSERT ON exposure.%I, exposure.%I FROM selfcheck_worker', 'record_' || n, 'profile_' || n);
	EXECUTE format('ANALYZE exposure.%I, exposure.%I', 'record_' || n, 'profile_' || n);
END $$;
--> statement-breakpoint
-- Takes no lock that a check would wait for: the tables are new, and the check constraint spares the scan.
CREATE FUNCTION exposure.attach_version(version text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE n integer; part text;
BEGIN
	SELECT v.partition INTO STRICT n FROM public.dataset_version v WHERE v.id = version AND v.state IN ('ready', 'superseded') FOR UPDATE;
	FOREACH part IN ARRAY ARRAY['record', 'profile'] LOOP
		IF NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(format('exposure.%I', part || '_' || n)) AND c.relispartition) THEN
			EXECUTE format('ALTER TABLE exposure.%I ATTACH PARTITION exposure.%I FOR VALUES IN (%s)', part, part || '_' || n, n);
		END IF;
	END LOOP;
END $$;
--> statement-breakpoint
-- The version's tables and its uploaded file are gone after this.
CREATE FUNCTION exposure.drop_version(version text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
DECLARE n integer; part text;
BEGIN
	SELECT v.partition INTO STRICT n FROM public.dataset_version v
	WHERE v.id = version AND v.state IN ('failed', 'cancelled', 'withdrawn') FOR UPDATE;
	IF EXISTS (SELECT FROM public.dataset d WHERE d.active_version_id = version) THEN RAISE EXCEPTION 'version % is active', version; END IF;
	FOREACH part IN ARRAY ARRAY['record', 'profile'] LOOP
		EXECUTE format('DROP TABLE IF EXISTS exposure.%I', part || '_' || n);
	END LOOP;
	DELETE FROM public.dataset_upload u WHERE u.version_id = version;
END $$;
--> statement-breakpoint
-- The people whose saved answer differs from what a version says of them: to be told once it has been activated.
CREATE FUNCTION exposure.changed_people(version text) RETURNS TABLE (person_id text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v record;
BEGIN
	SELECT d.dataset_id, d.partition INTO v FROM public.dataset_version d WHERE d.id = version AND d.state IN ('ready', 'active', 'superseded');
	IF NOT FOUND THEN RAISE EXCEPTION 'version % holds no rows', version; END IF;
	RETURN QUERY SELECT c.person_id FROM exposure.compare_answers(v.dataset_id, v.partition) c WHERE c.changed;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION exposure.prepare_version, exposure.index_version, exposure.finish_version, exposure.attach_version, exposure.drop_version, exposure.changed_people FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exposure.prepare_version, exposure.index_version, exposure.finish_version, exposure.changed_people TO selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION exposure.attach_version, exposure.drop_version TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- An uploaded file waits in sealed pieces. The web adds to them and cannot read them back.
REVOKE SELECT, UPDATE ON dataset_upload FROM selfcheck_web;
--> statement-breakpoint
-- A version is frozen once it has been imported: what it is and who made it never changes again.
CREATE FUNCTION dataset_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF OLD.state IN ('ready', 'active', 'superseded', 'withdrawn') AND
		(OLD.dataset_id, OLD.number, OLD.file_name, OLD.file_bytes, OLD.file_hash, OLD.mapping, OLD.report, OLD.imported_by, OLD.imported_at)
		IS DISTINCT FROM
		(NEW.dataset_id, NEW.number, NEW.file_name, NEW.file_bytes, NEW.file_hash, NEW.mapping, NEW.report, NEW.imported_by, NEW.imported_at)
	THEN RAISE EXCEPTION 'version % is frozen', OLD.id; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dataset_version_frozen BEFORE UPDATE ON dataset_version FOR EACH ROW EXECUTE FUNCTION dataset_version_frozen();
--> statement-breakpoint
-- People are answered from a version only after somebody other than its importer activated it.
CREATE FUNCTION dataset_answers_from_active() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.active_version_id IS NOT NULL AND NOT EXISTS (
		SELECT FROM dataset_version v WHERE v.id = NEW.active_version_id AND v.dataset_id = NEW.id
			AND v.state = 'active' AND v.activated_by IS NOT NULL AND v.activated_by <> v.imported_by
	) THEN RAISE EXCEPTION 'version % has not been activated by a second person', NEW.active_version_id; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dataset_answers_from_active BEFORE INSERT OR UPDATE OF active_version_id ON dataset
FOR EACH ROW EXECUTE FUNCTION dataset_answers_from_active();
