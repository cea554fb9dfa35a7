-- Who is staff. Changed by these functions alone; each writes its audit entry. The web acts for an administrator who is signed in, and
-- only the owner for a command of the server. The worker changes nobody.
REVOKE INSERT, UPDATE, DELETE ON staff_member FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
CREATE FUNCTION require_admin(actor_kind text, actor_id text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF public.speaks_as_web() AND NOT (actor_kind = 'staff' AND EXISTS (
		SELECT FROM public.staff_member m JOIN public.session s ON s.staff_id = m.id
		WHERE m.id = actor_id AND m.removed_at IS NULL AND 'admin' = ANY (m.roles) AND s.revoked_at IS NULL AND s.expires_at > now()
	)) THEN RAISE EXCEPTION 'only an administrator who is signed in changes the team' USING ERRCODE = 'insufficient_privilege'; END IF;
END $$;
--> statement-breakpoint
-- Adds a member of staff, and keeps who of the staff did it. What an operator does on the server is not asked about.
CREATE FUNCTION add_staff(actor_kind text, actor_id text, staff text, name text, fingerprint bytea, sealed bytea, roles text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM public.require_admin(actor_kind, actor_id);
	IF NOT roles <@ '{publisher,data-lead,admin}' THEN RAISE EXCEPTION 'no such role'; END IF;
	INSERT INTO public.staff_member (id, display_name, email_fingerprint, email_sealed, roles) VALUES (staff, name, fingerprint, sealed, roles);
	INSERT INTO public.staff_change (staff_id, changed_by) SELECT staff, actor_id WHERE actor_kind = 'staff';
	PERFORM public.record_audit(actor_kind, actor_id, 'staff.added', staff, jsonb_build_object('roles', roles));
END $$;
--> statement-breakpoint
-- Somebody who can manage the team always remains.
CREATE FUNCTION require_another_admin(staff text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM public.staff_member m WHERE m.id = staff AND m.removed_at IS NULL AND 'admin' = ANY (m.roles))
		AND NOT EXISTS (SELECT FROM public.staff_member m WHERE m.id <> staff AND m.removed_at IS NULL AND 'admin' = ANY (m.roles))
	THEN RAISE EXCEPTION 'the last administrator stays'; END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION change_staff_roles(actor_kind text, actor_id text, staff text, roles text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE before text[];
BEGIN
	PERFORM public.require_admin(actor_kind, actor_id);
	IF NOT roles <@ '{publisher,data-lead,admin}' THEN RAISE EXCEPTION 'no such role'; END IF;
	IF NOT 'admin' = ANY (roles) THEN PERFORM public.require_another_admin(staff); END IF;
	SELECT m.roles INTO STRICT before FROM public.staff_member m WHERE m.id = staff AND m.removed_at IS NULL FOR UPDATE;
	UPDATE public.staff_member m SET roles = change_staff_roles.roles WHERE m.id = staff;
	INSERT INTO public.staff_change (staff_id, changed_by) SELECT staff, actor_id WHERE actor_kind = 'staff' AND staff <> actor_id;
	PERFORM public.record_audit(actor_kind, actor_id, 'staff.roles-changed', staff, jsonb_build_object('from', before, 'to', roles));
END $$;
--> statement-breakpoint
CREATE FUNCTION remove_staff(actor_kind text, actor_id text, staff text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM public.require_admin(actor_kind, actor_id);
	PERFORM public.require_another_admin(staff);
	UPDATE public.staff_member m SET removed_at = now() WHERE m.id = staff AND m.removed_at IS NULL;
	UPDATE public.session s SET revoked_at = now() WHERE s.staff_id = staff AND s.revoked_at IS NULL;
	PERFORM public.record_audit(actor_kind, actor_id, 'staff.removed', staff);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION require_admin, require_another_admin, add_staff, change_staff_roles, remove_staff FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION add_staff, change_staff_roles, remove_staff TO selfcheck_web;
