-- How many people the preview of a message showed when it was prepared. A difference is said to whoever approves it.
ALTER TABLE message ADD COLUMN previewed integer;
--> statement-breakpoint
DROP FUNCTION prepare_message(text, text, timestamptz, jsonb);
--> statement-breakpoint
-- Freezes a draft: what is sent, and one delivery for each person of its audience. `seen` is the draft as its preparer saw it; false
-- if it was changed since. `shown` is how many people they were shown. The question is asked here and never again.
CREATE FUNCTION prepare_message(staff text, message text, seen timestamptz, sent jsonb, shown integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message;
BEGIN
	IF NOT public.is_acting_staff_with(staff, '{publisher,admin}') THEN RAISE EXCEPTION 'a message is prepared by staff' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT t.* INTO STRICT m FROM public.message t WHERE t.id = message FOR UPDATE;
	IF m.state <> 'draft' OR date_trunc('milliseconds', m.edited_at) <> seen THEN RETURN false; END IF;
	PERFORM public.freeze_message(staff, message, sent);
	UPDATE public.message t SET previewed = shown WHERE t.id = message;
	RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION prepare_message FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prepare_message TO selfcheck_web;
