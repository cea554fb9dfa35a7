-- A mailbox or a browser that strangers ask for all day costs no more than another: what is counted of it is found by an index that holds
-- nothing else, and as much of it is read as the limits need.
DROP INDEX IF EXISTS challenge_mailbox;
--> statement-breakpoint
CREATE INDEX challenge_mailbox ON challenge (mailbox_fingerprint, sent_at) WHERE consumed_at IS NULL AND sends > 0;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_mailbox_tried ON challenge (mailbox_fingerprint, created_at) WHERE consumed_at IS NULL AND attempts > 0;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS challenge_address_tried ON challenge (address_fingerprint, created_at) WHERE consumed_at IS NULL AND attempts > 0;
--> statement-breakpoint
DROP INDEX IF EXISTS challenge_browser;
--> statement-breakpoint
CREATE INDEX challenge_browser ON challenge (browser_hash, created_at);
--> statement-breakpoint
-- The one that can still be answered, among all that a browser has asked for.
CREATE INDEX IF NOT EXISTS challenge_open ON challenge (browser_hash, expires_at) WHERE consumed_at IS NULL;
--> statement-breakpoint
-- Queues the mail with the codes of a challenge and counts it, if the quotas of the mailbox and the limits of the site have room. The worker
-- looks whether it is the mailbox of the challenge's address. Else queues one that is never sent, so that the same rows are written;
-- while the site is busy it queues none. `signed_in_with` is the session of the browser that asks: one that has proven the address, ended
-- by time or not, has a second quota.
CREATE OR REPLACE FUNCTION queue_code(message text, asked_for text, signed_in_with bytea, network bytea, recipient bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	asked public.challenge;
	site_busy boolean;
	quotas integer;
	mailed boolean;
	minutes CONSTANT integer := 10;
	site_most CONSTANT integer := 6000;
	domain_most CONSTANT integer := 2000;
	network_most CONSTANT integer := 300;
BEGIN
	SELECT * INTO asked FROM public.challenge c
	WHERE c.id = asked_for AND c.consumed_at IS NULL AND c.created_at > now() - interval '1 hour' AND c.purpose IN
		('sign-in', 'staff-sign-in', 'add-identifier', 'contact-point') AND c.locale IN ('en', 'cy');
	IF NOT FOUND THEN RAISE EXCEPTION 'nobody waits for this code' USING ERRCODE = 'insufficient_privilege'; END IF;
	SELECT coalesce(sum(c.sends), 0) >= site_most
		OR coalesce(sum(c.sends) FILTER (WHERE c.domain_hash = asked.domain_hash), 0) >= domain_most
		OR coalesce(sum(c.sends) FILTER (WHERE c.network_hash = network), 0) >= network_most
	INTO site_busy FROM public.challenge c
	WHERE c.sent_at > now() - make_interval(mins => minutes) AND c.consumed_at IS NULL AND c.sends > 0;
	PERFORM pg_advisory_xact_lock(hashtextextended(encode(asked.mailbox_fingerprint, 'hex'), 0));
	SELECT CASE WHEN EXISTS (
		SELECT FROM public.session s LEFT JOIN public.proven_identifier p ON p.person_id = s.person_id
			LEFT JOIN public.staff_member m ON m.id = s.staff_id
		WHERE s.token_hash = signed_in_with AND s.revoked_at IS NULL
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
-- Counts an attempt at a challenge and keeps the hashes of what was typed. Out: its number, or why it is not looked at. A short code is
-- compared only while the mailbox has had no more than `most_wrong` attempts within a day. One that was typed before, since the newest
-- mail was asked for, is that attempt again.
CREATE OR REPLACE FUNCTION submit_code(challenge_id text, short_hash bytea, long_hash bytea) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	asked public.challenge;
	tried integer := 0;
	most_attempts CONSTANT integer := 5;
	most_wrong CONSTANT integer := 15;
BEGIN
	SELECT * INTO asked FROM public.challenge c WHERE c.id = submit_code.challenge_id;
	PERFORM pg_advisory_xact_lock(hashtextextended(encode(asked.mailbox_fingerprint, 'hex'), 0));
	SELECT * INTO asked FROM public.challenge c
		WHERE c.id = submit_code.challenge_id AND c.consumed_at IS NULL AND c.created_at > now() - interval '1 hour' FOR UPDATE;
	IF NOT FOUND THEN RETURN NULL; END IF;
	IF long_hash IS NOT NULL THEN
		UPDATE public.challenge c SET long_attempts = c.long_attempts + 1 WHERE c.id = asked.id RETURNING -c.long_attempts INTO tried;
		INSERT INTO public.code_attempt (challenge_id, number, long_code_hash, compared) VALUES (asked.id, tried, long_hash, true);
		RETURN tried;
	END IF;
	IF asked.expires_at <= clock_timestamp() THEN RETURN NULL; END IF;
	SELECT a.number INTO tried FROM public.code_attempt a
		WHERE a.challenge_id = asked.id AND a.code_hash = short_hash AND a.made_at >= asked.sent_at;
	IF FOUND THEN RETURN tried; END IF;
	IF asked.attempts >= most_attempts THEN RETURN NULL; END IF;
	UPDATE public.challenge c SET attempts = c.attempts + 1 WHERE c.id = asked.id;
	-- So many challenges with an attempt are enough to know that there were more.
	SELECT sum(c.attempts) INTO tried FROM (
		(SELECT m.id, m.attempts FROM public.challenge m WHERE m.mailbox_fingerprint = asked.mailbox_fingerprint
			AND m.created_at > now() - interval '1 day' AND m.consumed_at IS NULL AND m.attempts > 0 LIMIT most_wrong + 1)
		UNION
		(SELECT a.id, a.attempts FROM public.challenge a WHERE a.address_fingerprint = asked.address_fingerprint
			AND a.created_at > now() - interval '1 day' AND a.consumed_at IS NULL AND a.attempts > 0 LIMIT most_wrong + 1)
	) c;
	INSERT INTO public.code_attempt (challenge_id, number, code_hash, compared)
	VALUES (asked.id, asked.attempts + 1, short_hash, tried <= most_wrong);
	RETURN asked.attempts + 1;
END $$;
