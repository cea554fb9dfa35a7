-- The life of a version, whoever asks. Its state moves only along the rows of version_move, by the role named there; what it is and
-- who made it never changes; every move writes its own audit entry here, which no role can leave out.
CREATE TABLE version_move (
	old text NOT NULL,
	new text NOT NULL,
	by_role text NOT NULL,
	PRIMARY KEY (old, new, by_role)
);
--> statement-breakpoint
INSERT INTO version_move (old, new, by_role) VALUES
	('uploading', 'staged', 'web'), ('uploading', 'failed', 'web'), ('uploading', 'cancelled', 'web'), ('uploading', 'cancelled', 'worker'),
	('staged', 'waiting', 'web'), ('staged', 'cancelled', 'web'), ('staged', 'cancelled', 'worker'),
	('waiting', 'importing', 'worker'), ('waiting', 'cancelled', 'web'),
	('importing', 'waiting', 'worker'), ('importing', 'ready', 'worker'), ('importing', 'failed', 'worker'), ('importing', 'cancelled', 'web'),
	('ready', 'active', 'web'), ('superseded', 'active', 'web'), ('active', 'superseded', 'web'),
	('ready', 'withdrawn', 'web'), ('active', 'withdrawn', 'web'), ('superseded', 'withdrawn', 'web');
--> statement-breakpoint
REVOKE ALL ON version_move FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE DELETE ON dataset, dataset_version FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- The worker may begin a dataset and never say from which version people are answered.
REVOKE UPDATE ON dataset FROM selfcheck_worker;
--> statement-breakpoint
GRANT UPDATE (complete) ON dataset TO selfcheck_worker;
--> statement-breakpoint
-- Somebody of the staff who exists; as the web, somebody who is signed in at this moment.
CREATE FUNCTION is_acting_staff(staff text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM public.staff_member m WHERE m.id = staff AND m.removed_at IS NULL AND m.roles && '{data-lead,admin}')
		AND (NOT public.speaks_as_web() OR EXISTS (
			SELECT FROM public.session s WHERE s.staff_id = staff AND s.revoked_at IS NULL AND s.expires_at > now()
		));
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION is_acting_staff FROM PUBLIC;
--> statement-breakpoint
CREATE FUNCTION dataset_version_moves() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	web boolean := public.speaks_as_web();
	worker boolean := pg_has_role(session_user, 'selfcheck_worker', 'USAGE') AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = session_user AND r.rolsuper);
	role text := CASE WHEN web THEN 'web' WHEN worker THEN 'worker' END;
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF role IS NOT NULL AND NOT (NEW.state = CASE role WHEN 'web' THEN 'uploading' ELSE 'importing' END AND public.is_acting_staff(NEW.imported_by)
			AND NEW.activated_by IS NULL AND NEW.report IS NULL)
		THEN RAISE EXCEPTION 'a version begins with an upload or import by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
		RETURN NEW;
	END IF;
	IF (OLD.id, OLD.dataset_id, OLD.number, OLD.partition, OLD.file_name, OLD.imported_by, OLD.imported_at)
		IS DISTINCT FROM (NEW.id, NEW.dataset_id, NEW.number, NEW.partition, NEW.file_name, NEW.imported_by, NEW.imported_at)
	THEN RAISE EXCEPTION 'what version % is never changes', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	-- The file that was confirmed is the file that is imported.
	IF OLD.file_hash IS NOT NULL AND NEW.file_hash IS DISTINCT FROM OLD.file_hash
	THEN RAISE EXCEPTION 'the file of version % never changes', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	IF role IS NULL THEN RETURN NEW; END IF;
	-- Activation and withdrawal come with their move and never without.
	IF (OLD.activated_by, OLD.activated_at) IS DISTINCT FROM (NEW.activated_by, NEW.activated_at) AND NOT (NEW.state = 'active' AND OLD.state <> 'active')
		OR OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at AND NOT (NEW.state = 'withdrawn' AND OLD.state <> 'withdrawn')
		OR OLD.report IS DISTINCT FROM NEW.report AND NOT (NEW.state = 'ready' AND OLD.state = 'importing')
	THEN RAISE EXCEPTION 'version % is not moved with this', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	IF NEW.state = OLD.state THEN RETURN NEW; END IF;
	IF NOT EXISTS (SELECT FROM public.version_move m WHERE m.old = OLD.state AND m.new = NEW.state AND m.by_role = role)
	THEN RAISE EXCEPTION 'version % does not go from % to % by the %', OLD.id, OLD.state, NEW.state, role USING ERRCODE = 'insufficient_privilege'; END IF;
	IF NEW.state = 'active' AND NOT (public.is_acting_staff(NEW.activated_by) AND NEW.activated_at BETWEEN now() AND clock_timestamp())
	THEN RAISE EXCEPTION 'version % is activated by staff, now', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	-- A version that was imported is deleted for good, so its withdrawal is somebody's: their entry is in the same transaction. The active one
	-- is withdrawn by two (dataset_change).
	IF NEW.state = 'withdrawn' AND OLD.state <> 'active' AND NOT EXISTS (
		SELECT FROM public.audit_event a WHERE a.subject_id = OLD.id AND a.action = 'dataset-version.withdrawn' AND a.xmin = pg_current_xact_id()::xid
			AND public.is_acting_staff(a.actor_id)
	) THEN RAISE EXCEPTION 'version % is withdrawn by staff', OLD.id USING ERRCODE = 'insufficient_privilege'; END IF;
	-- Also where the importer has left its tables open. Waits for whoever still fills them: a COPY that has begun is not asked for its rights again.
	IF NEW.state = 'ready' THEN
		EXECUTE format('LOCK TABLE exposure.%I, exposure.%I IN SHARE MODE', 'record_' || OLD.partition, 'profile_' || OLD.partition);
		EXECUTE format('REVOKE ALL ON exposure.%I, exposure.%I FROM selfcheck_worker', 'record_' || OLD.partition, 'profile_' || OLD.partition);
		EXECUTE format('GRANT SELECT ON exposure.%I, exposure.%I TO selfcheck_worker', 'record_' || OLD.partition, 'profile_' || OLD.partition);
	END IF;
	INSERT INTO public.audit_event (actor_kind, actor_id, action, subject_id, detail)
	VALUES ('system', 'database', 'dataset-version.moved', OLD.id, jsonb_build_object('from', OLD.state, 'to', NEW.state, 'by', role));
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dataset_version_moves BEFORE INSERT OR UPDATE ON dataset_version FOR EACH ROW EXECUTE FUNCTION dataset_version_moves();
--> statement-breakpoint
-- People are answered from an active version alone: it stops being active only in the transaction that has another answer them, or none.
CREATE FUNCTION dataset_version_answers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM public.dataset d JOIN public.dataset_version v ON v.id = d.active_version_id WHERE v.id = NEW.id AND v.state <> 'active')
	THEN RAISE EXCEPTION 'people are answered from version %', NEW.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER dataset_version_answers AFTER UPDATE OF state ON dataset_version DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (OLD.state = 'active' AND NEW.state <> 'active') EXECUTE FUNCTION dataset_version_answers();
