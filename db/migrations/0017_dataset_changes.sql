-- Changes of a dataset that change answers take two people, as activation does: one asks, the database counts the answers, another
-- confirms. The web cannot make such a change in any other way.
ALTER TABLE dataset ADD COLUMN removed_at timestamptz;
--> statement-breakpoint
-- A removed dataset gives its name back.
ALTER TABLE dataset DROP CONSTRAINT dataset_name;
--> statement-breakpoint
CREATE UNIQUE INDEX dataset_name ON dataset (incident_id, name) WHERE removed_at IS NULL;
--> statement-breakpoint
CREATE TABLE dataset_change (
	id text PRIMARY KEY,
	dataset_id text NOT NULL REFERENCES dataset (id),
	version_id text REFERENCES dataset_version (id),
	change text NOT NULL,
	people integer NOT NULL,
	asked_by text NOT NULL,
	asked_at timestamptz NOT NULL DEFAULT now(),
	decided_by text,
	decided_at timestamptz,
	outcome text,
	CONSTRAINT dataset_change_kind CHECK (change IN ('complete', 'reopen', 'withdraw', 'remove') AND (change = 'withdraw') = (version_id IS NOT NULL)),
	CONSTRAINT dataset_change_decided CHECK (num_nonnulls(decided_by, decided_at, outcome) IN (0, 3) AND outcome IN ('confirmed', 'cancelled')),
	CONSTRAINT dataset_change_second_person CHECK (outcome IS DISTINCT FROM 'confirmed' OR decided_by <> asked_by)
);
--> statement-breakpoint
CREATE UNIQUE INDEX dataset_change_waiting ON dataset_change (dataset_id) WHERE outcome IS NULL;
--> statement-breakpoint
CREATE OR REPLACE VIEW exposure.dataset_state AS
	SELECT d.id AS dataset_id, d.incident_id, d.complete, v.id AS version_id, v.number, v.activated_at,
		coalesce((v.report ->> 'withoutAddress')::integer, 0) AS without_address
	FROM dataset d LEFT JOIN dataset_version v ON v.id = d.active_version_id
	WHERE d.removed_at IS NULL
		AND (d.active_version_id IS NOT NULL OR EXISTS (SELECT FROM dataset_version e WHERE e.dataset_id = d.id AND e.activated_at IS NOT NULL));
--> statement-breakpoint
-- How many people who have checked get another answer by a change. Whoever is found is looked up where a version is active; elsewhere the
-- newest outcomes alone are counted.
CREATE FUNCTION exposure.count_changed(dataset text, change text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE part integer; incident text; whole boolean; alone boolean; before text;
BEGIN
	SELECT d.incident_id, v.partition INTO incident, part
	FROM public.dataset d LEFT JOIN public.dataset_version v ON v.id = d.active_version_id WHERE d.id = dataset;
	SELECT coalesce(bool_and(o.complete AND o.version_id IS NOT NULL), true), count(*) = 0 INTO whole, alone
	FROM exposure.dataset_state o WHERE o.incident_id = incident AND o.dataset_id <> dataset;
	IF change = 'withdraw' THEN
		RETURN (SELECT count(*) FROM exposure.compare_answers(dataset, NULL) c WHERE c.was_found OR c.outcome = 'not-found');
	ELSIF change = 'complete' AND whole AND part IS NOT NULL THEN
		RETURN (SELECT count(*) FROM exposure.compare_answers(dataset, part) c WHERE c.outcome = 'under-review' AND NOT c.is_found);
	END IF;
	before := CASE WHEN change = 'reopen' THEN 'not-found' WHEN change = 'remove' AND whole AND NOT alone THEN 'under-review' END;
	RETURN (
		SELECT count(*) FROM (
			SELECT DISTINCT ON (c.person_id) c.outcome FROM public.check_result c WHERE c.incident_id = incident ORDER BY c.person_id, c.checked_at DESC
		) newest WHERE newest.outcome = before
	);
END $$;
--> statement-breakpoint
-- Whether a change can be made of the dataset as it is. A dataset is removed only once it holds no table.
CREATE FUNCTION can_change_dataset(dataset text, version text, change text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (
		SELECT FROM public.dataset d WHERE d.id = dataset AND d.removed_at IS NULL AND CASE change
			WHEN 'complete' THEN NOT d.complete
			WHEN 'reopen' THEN d.complete
			WHEN 'withdraw' THEN d.active_version_id = version
			WHEN 'remove' THEN NOT EXISTS (SELECT FROM public.dataset_version v WHERE v.dataset_id = d.id AND v.state NOT IN ('failed', 'cancelled', 'withdrawn'))
			ELSE false
		END
	);
$$;
--> statement-breakpoint
-- Its triggers run within functions that look in no schema of ours by themselves.
ALTER FUNCTION dataset_answers_from_active() SET search_path = public, pg_temp;
--> statement-breakpoint
CREATE FUNCTION apply_dataset_change(dataset text, version text, change text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF change IN ('complete', 'reopen') THEN
		UPDATE public.dataset d SET complete = (change = 'complete') WHERE d.id = dataset;
	ELSIF change = 'remove' THEN
		UPDATE public.dataset d SET removed_at = now() WHERE d.id = dataset;
	ELSE
		UPDATE public.dataset d SET active_version_id = NULL WHERE d.id = dataset;
		UPDATE public.dataset_version v SET state = 'withdrawn', withdrawn_at = now() WHERE v.id = version;
		DELETE FROM public.dataset_problem p WHERE p.version_id = version;
		PERFORM exposure.drop_version(version);
	END IF;
END $$;
--> statement-breakpoint
-- Asks for a change, or makes it at once where it changes nobody's answer because no version of the dataset was ever active.
-- Out: how many answers change; null where it was made at once.
CREATE FUNCTION ask_dataset_change(staff text, request text, dataset text, version text, change text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE affected integer;
BEGIN
	IF NOT public.is_acting_staff(staff) THEN RAISE EXCEPTION 'a dataset is changed by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	PERFORM FROM public.dataset d WHERE d.id = dataset FOR UPDATE;
	IF NOT public.can_change_dataset(dataset, version, change) THEN RAISE EXCEPTION 'dataset % cannot be changed so', dataset; END IF;
	IF NOT EXISTS (SELECT FROM exposure.dataset_state s WHERE s.dataset_id = dataset) THEN
		PERFORM public.apply_dataset_change(dataset, version, change);
		PERFORM public.record_audit('staff', staff, 'dataset.changed', dataset, jsonb_build_object('change', change, 'answers', 0));
		RETURN NULL;
	END IF;
	affected := exposure.count_changed(dataset, change);
	INSERT INTO public.dataset_change (id, dataset_id, version_id, change, people, asked_by) VALUES (request, dataset, version, change, affected, staff);
	PERFORM public.record_audit('staff', staff, 'dataset.change-asked', dataset, jsonb_build_object('change', change, 'version', version, 'answers', affected));
	RETURN affected;
END $$;
--> statement-breakpoint
-- Makes the change that somebody else asked for.
CREATE FUNCTION confirm_dataset_change(staff text, request text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked public.dataset_change;
BEGIN
	IF NOT public.is_acting_staff(staff) THEN RAISE EXCEPTION 'a dataset is changed by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT c.* INTO STRICT asked FROM public.dataset_change c WHERE c.id = request AND c.outcome IS NULL FOR UPDATE;
	PERFORM FROM public.dataset d WHERE d.id = asked.dataset_id FOR UPDATE;
	IF NOT public.can_change_dataset(asked.dataset_id, asked.version_id, asked.change) THEN RAISE EXCEPTION 'dataset % cannot be changed so any more', asked.dataset_id; END IF;
	UPDATE public.dataset_change c SET decided_by = staff, decided_at = now(), outcome = 'confirmed' WHERE c.id = request;
	PERFORM public.apply_dataset_change(asked.dataset_id, asked.version_id, asked.change);
	PERFORM public.record_audit('staff', staff, 'dataset.changed', asked.dataset_id,
		jsonb_build_object('change', asked.change, 'version', asked.version_id, 'asked-by', asked.asked_by, 'answers', asked.people));
END $$;
--> statement-breakpoint
CREATE FUNCTION cancel_dataset_change(staff text, request text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE changed text;
BEGIN
	IF NOT public.is_acting_staff(staff) THEN RAISE EXCEPTION 'a dataset is changed by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	UPDATE public.dataset_change c SET decided_by = staff, decided_at = now(), outcome = 'cancelled' WHERE c.id = request AND c.outcome IS NULL
	RETURNING c.dataset_id INTO STRICT changed;
	PERFORM public.record_audit('staff', staff, 'dataset.change-cancelled', changed);
END $$;
--> statement-breakpoint
-- Whether a statement is a process's own, and not that of one of the owner's functions which it calls.
CREATE FUNCTION is_process_role() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT (pg_has_role(current_user, 'selfcheck_web', 'USAGE') OR pg_has_role(current_user, 'selfcheck_worker', 'USAGE'))
		AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = current_user AND r.rolsuper);
$$;
--> statement-breakpoint
-- The processes move the pointer to another version and nothing else. Only confirm_dataset_change empties it, or withdraws an active version.
CREATE FUNCTION dataset_changes_by_two() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role() AND (
		(OLD.id, OLD.incident_id, OLD.name, OLD.complete, OLD.removed_at) IS DISTINCT FROM (NEW.id, NEW.incident_id, NEW.name, NEW.complete, NEW.removed_at)
		OR NEW.active_version_id IS NULL AND OLD.active_version_id IS NOT NULL
	) THEN RAISE EXCEPTION 'dataset % is changed by two people', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dataset_changes_by_two BEFORE UPDATE ON dataset FOR EACH ROW EXECUTE FUNCTION dataset_changes_by_two();
--> statement-breakpoint
CREATE FUNCTION active_version_withdrawn_by_two() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.is_process_role()
	THEN RAISE EXCEPTION 'version % is active: two people withdraw it', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER active_version_withdrawn_by_two BEFORE UPDATE OF state ON dataset_version FOR EACH ROW
WHEN (OLD.state = 'active' AND NEW.state = 'withdrawn') EXECUTE FUNCTION active_version_withdrawn_by_two();
--> statement-breakpoint
REVOKE ALL ON dataset_change FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT ON dataset_change TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE UPDATE ON dataset FROM selfcheck_web;
--> statement-breakpoint
GRANT UPDATE (active_version_id) ON dataset TO selfcheck_web;
--> statement-breakpoint
REVOKE ALL ON FUNCTION is_process_role, exposure.count_changed, can_change_dataset, apply_dataset_change, ask_dataset_change, confirm_dataset_change, cancel_dataset_change FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION is_process_role TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION can_change_dataset, ask_dataset_change, confirm_dataset_change, cancel_dataset_change TO selfcheck_web;
