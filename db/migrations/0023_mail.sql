-- The web asks for a mail by its kind and values of a closed list; the worker writes its text. The database counts what may be sent.
ALTER TABLE outbox_message ADD COLUMN IF NOT EXISTS detail text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE challenge ALTER COLUMN sends SET DEFAULT 0;
--> statement-breakpoint
REVOKE ALL ON outbox_message FROM selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, DELETE, UPDATE (recipient_sealed, subject_sealed, text_sealed, attempts, sent_at, failed_at, last_error) ON outbox_message TO selfcheck_worker;
--> statement-breakpoint
REVOKE INSERT, UPDATE ON challenge FROM selfcheck_web;
--> statement-breakpoint
GRANT INSERT (id, purpose, browser_hash, person_id, address_fingerprint, mailbox_fingerprint, domain_hash, network_hash, address_sealed,
	words, locale, expires_at) ON challenge TO selfcheck_web;
--> statement-breakpoint
GRANT UPDATE (requests, expires_at) ON challenge TO selfcheck_web;
--> statement-breakpoint
-- Queues the mail with the codes of a challenge and counts it, if the quotas of the mailbox and the limits of the site have room. The worker
-- looks whether it is the mailbox of the challenge's address. Else queues one that is never sent, so that the same rows are written;
-- while the site is busy it queues none. `signed_in_with` is the secret of the session of the browser that asks: one that has proven the address, ended
-- by time or not, has a second quota.
CREATE FUNCTION queue_code(message text, asked_for text, signed_in_with bytea, network bytea, recipient bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	asked public.challenge;
	site_busy boolean;
	quotas integer;
	mailed boolean;
	minutes CONSTANT integer := 10;
	site_most CONSTANT integer := 6000;
	domain_most CONSTANT integer := 2000;
	site_share CONSTANT numeric := 0.05;
	domain_share CONSTANT numeric := 0.125;
BEGIN
	SELECT * INTO asked FROM public.challenge c
	WHERE c.id = asked_for AND c.consumed_at IS NULL AND c.created_at > now() - interval '1 hour' AND c.purpose IN
		('sign-in', 'staff-sign-in', 'add-identifier', 'contact-point') AND c.locale IN ('en', 'cy');
	IF NOT FOUND THEN RAISE EXCEPTION 'nobody waits for this code' USING ERRCODE = 'insufficient_privilege'; END IF;
	WITH unproven AS (
		SELECT c.sends, c.domain_hash = asked.domain_hash AS same_domain, c.network_hash = network AS own,
			substring(c.network_hash FOR 16) = substring(network FOR 16) AS around, substring(c.network_hash FOR 8) = substring(network FOR 8) AS provider
		FROM public.challenge c WHERE c.sent_at > now() - make_interval(mins => minutes) AND c.consumed_at IS NULL AND c.sends > 0
	), counted AS (
		SELECT site_share AS share, site_most - coalesce(sum(u.sends), 0) AS remaining, coalesce(sum(u.sends) FILTER (WHERE u.own), 0) AS own,
			coalesce(sum(u.sends) FILTER (WHERE u.around), 0) AS around, coalesce(sum(u.sends) FILTER (WHERE u.provider), 0) AS provider FROM unproven u
		UNION ALL
		SELECT domain_share, domain_most - coalesce(sum(u.sends), 0), coalesce(sum(u.sends) FILTER (WHERE u.own), 0),
			coalesce(sum(u.sends) FILTER (WHERE u.around), 0), coalesce(sum(u.sends) FILTER (WHERE u.provider), 0) FROM unproven u WHERE u.same_domain
	)
	SELECT NOT bool_and(public.has_room(n.share, n.remaining, n.own, n.around, n.provider)) INTO site_busy FROM counted n;
	PERFORM pg_advisory_xact_lock(hashtextextended(encode(asked.mailbox_fingerprint, 'hex'), 0));
	SELECT CASE WHEN EXISTS (
		SELECT FROM public.session s LEFT JOIN public.proven_identifier p ON p.person_id = s.person_id
			LEFT JOIN public.staff_member m ON m.id = s.staff_id
		WHERE s.token_hash = sha256(signed_in_with) AND s.revoked_at IS NULL
			AND asked.address_fingerprint IN (p.fingerprint, m.email_fingerprint)
	) THEN 2 ELSE 1 END INTO quotas;
	SELECT NOT site_busy AND coalesce(sum(c.sends) FILTER (WHERE c.sent_at > now() - interval '1 hour'), 0) < 12 * quotas
		AND coalesce(sum(c.sends), 0) < 40 * quotas
		AND coalesce(sum(c.sends) FILTER (WHERE c.sent_at > now() - interval '1 hour' AND c.network_hash = network), 0) < 6 * quotas
		AND coalesce(sum(c.sends) FILTER (WHERE c.network_hash = network), 0) < 20 * quotas
	INTO mailed FROM public.challenge c
	WHERE c.mailbox_fingerprint = asked.mailbox_fingerprint AND c.sent_at > now() - interval '1 day' AND c.consumed_at IS NULL AND c.sends > 0;
	UPDATE public.challenge c SET
		busy = site_busy,
		sends = c.sends + mailed::integer,
		network_hash = CASE WHEN mailed THEN network ELSE c.network_hash END,
		sent_at = CASE WHEN mailed THEN now() ELSE c.sent_at END,
		expires_at = CASE WHEN mailed THEN now() + make_interval(mins => minutes) ELSE c.expires_at END
	WHERE c.id = asked.id;
	IF NOT site_busy THEN
		INSERT INTO public.outbox_message (id, kind, locale, challenge_id, recipient_sealed, expires_at)
		VALUES (
			message, CASE WHEN asked.purpose LIKE '%sign-in' THEN 'sign-in-code' ELSE 'address-code' END, asked.locale, asked.id, recipient,
			now() + make_interval(mins => CASE WHEN mailed THEN minutes ELSE 0 END)
		);
		PERFORM graphile_worker.add_job('send_code', json_build_object('message', message), max_attempts => 8, priority => -20);
	END IF;
END $$;
--> statement-breakpoint
-- Queues a notice whose text follows from its kind and detail. Out: false beyond what the web may send in ten minutes.
CREATE FUNCTION queue_notice(message text, kind text, detail text, locale text, recipient bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	most CONSTANT integer := 6000;
BEGIN
	IF NOT coalesce(locale IN ('en', 'cy') AND CASE kind
		WHEN 'sign-in-changed' THEN detail IN ('added', 'removed')
		WHEN 'address-changed' THEN detail IN ('changed', 'removed')
		-- Words that lib/identity/user-agent.ts has.
		WHEN 'new-browser' THEN detail ~ ('^(((Edge|Opera|Samsung Internet|Firefox|Chrome|Safari)(, (iPhone|iPad|Android|Chromebook|Windows|Mac|Linux))?)'
			|| '|iPhone|iPad|Android|Chromebook|Windows|Mac|Linux)?$')
		WHEN 'reminder' THEN detail = '' AND NOT public.speaks_as_web()
	END, false) THEN RAISE EXCEPTION 'no such notice: %', kind USING ERRCODE = 'insufficient_privilege'; END IF;
	IF public.speaks_as_web() AND most <= (
		SELECT count(*) FROM public.outbox_message m
		WHERE m.created_at > now() - interval '10 minutes' AND m.challenge_id IS NULL AND m.kind <> 'reminder'
	) THEN RETURN false; END IF;
	INSERT INTO public.outbox_message (id, kind, detail, locale, recipient_sealed, expires_at)
	VALUES (message, kind, detail, locale, recipient, CASE kind WHEN 'reminder' THEN now() + interval '2 days' END);
	PERFORM graphile_worker.add_job('send_mail', json_build_object('message', message), max_attempts => 8,
		priority => CASE kind WHEN 'reminder' THEN 10 ELSE -10 END);
	RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION queue_code, queue_notice FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION queue_code TO selfcheck_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION queue_notice TO selfcheck_web, selfcheck_worker;
