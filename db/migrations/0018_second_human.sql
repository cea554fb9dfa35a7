-- A second person is a second human. Whoever made a colleague's account or changed its roles could be that colleague, so for a day the
-- two approve nothing together unless another administrator, who is neither, says that they know them.
CREATE TABLE staff_change (
	id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
	staff_id text NOT NULL REFERENCES staff_member (id),
	changed_by text NOT NULL,
	changed_at timestamptz NOT NULL DEFAULT now(),
	vouched_by text,
	CONSTRAINT staff_change_vouched_by_another CHECK (vouched_by NOT IN (staff_id, changed_by))
);
--> statement-breakpoint
CREATE INDEX staff_change_recent ON staff_change (changed_at);
--> statement-breakpoint
-- Who made an account could be its owner, and then the owner of every account that one has made, so all of them count as one. So do the
-- accounts that were made for one address one after another: whoever is removed and added again is the same person, also after a day.
CREATE FUNCTION are_two_people(one text, other text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH RECURSIVE maybe_one (staff_id) AS (
		SELECT one UNION
		SELECT o.staff_id FROM maybe_one m, LATERAL (
			SELECT CASE m.staff_id WHEN c.staff_id THEN c.changed_by ELSE c.staff_id END FROM public.staff_change c
			WHERE m.staff_id IN (c.staff_id, c.changed_by) AND c.changed_at > now() - interval '24 hours' AND c.vouched_by IS NULL
			UNION ALL
			SELECT s.id FROM public.staff_member t JOIN public.staff_member s ON s.email_fingerprint = t.email_fingerprint WHERE t.id = m.staff_id
		) AS o (staff_id)
	) SELECT NOT EXISTS (SELECT FROM maybe_one m WHERE m.staff_id = other);
$$;
--> statement-breakpoint
-- Another administrator says that they know the person whose account was made or changed. Out: false if their word does not count.
CREATE FUNCTION vouch_for_staff(admin text, staff text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM public.require_admin('staff', admin);
	UPDATE public.staff_change c SET vouched_by = admin
	WHERE c.staff_id = staff AND c.vouched_by IS NULL AND c.changed_at > now() - interval '24 hours' AND admin NOT IN (c.staff_id, c.changed_by)
		AND public.are_two_people(admin, c.changed_by) AND public.are_two_people(admin, c.staff_id);
	IF NOT FOUND THEN RETURN false; END IF;
	PERFORM public.record_audit('staff', admin, 'staff.vouched-for', staff);
	RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION activated_by_second_human() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.are_two_people(NEW.imported_by, NEW.activated_by)
	THEN RAISE EXCEPTION 'who imported version % and who activates it may be one person', NEW.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER activated_by_second_human BEFORE UPDATE OF state ON dataset_version FOR EACH ROW
WHEN (OLD.state <> 'active' AND NEW.state = 'active') EXECUTE FUNCTION activated_by_second_human();
--> statement-breakpoint
CREATE FUNCTION confirmed_by_second_human() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.are_two_people(NEW.asked_by, NEW.decided_by)
	THEN RAISE EXCEPTION 'who asked for change % and who confirms it may be one person', NEW.id USING ERRCODE = 'insufficient_privilege'; END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER confirmed_by_second_human BEFORE UPDATE OF outcome ON dataset_change FOR EACH ROW
WHEN (NEW.outcome = 'confirmed' AND NEW.asked_by <> NEW.decided_by) EXECUTE FUNCTION confirmed_by_second_human();
--> statement-breakpoint
-- The account at the single sign-on provider that each member of staff signs in with, as a keyed mark. It is one person's.
CREATE TABLE staff_account (
	mark bytea PRIMARY KEY CHECK (octet_length(mark) = 16),
	staff_id text NOT NULL REFERENCES staff_member (id),
	first_used_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- Keeps whose account it is that the worker found in a provider's word, which this transaction uses. Out: false if it is that of another
-- member of the present team.
CREATE FUNCTION keep_staff_account(sign_in text, staff text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE account bytea; holder text;
BEGIN
	SELECT s.account_mark INTO STRICT account FROM public.provider_sign_in s
		WHERE s.id = sign_in AND s.used_in = pg_current_xact_id()::text::bigint AND s.audience = 'staff';
	INSERT INTO public.staff_account AS a (mark, staff_id) VALUES (account, staff)
	ON CONFLICT (mark) DO UPDATE SET staff_id = excluded.staff_id
	WHERE EXISTS (SELECT FROM public.staff_member m WHERE m.id = a.staff_id AND m.removed_at IS NOT NULL);
	SELECT a.staff_id INTO holder FROM public.staff_account a WHERE a.mark = account;
	-- They are not signed in yet, so record_audit would not name them.
	IF holder <> staff THEN INSERT INTO public.audit_event (actor_kind, actor_id, action, subject_id) VALUES ('staff', staff, 'staff.account-refused', holder); END IF;
	RETURN holder = staff;
END $$;
--> statement-breakpoint
REVOKE ALL ON staff_change, staff_account FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT ON staff_change TO selfcheck_web, selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION are_two_people, vouch_for_staff, keep_staff_account FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION are_two_people, vouch_for_staff, keep_staff_account TO selfcheck_web;
