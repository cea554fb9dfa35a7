-- Emails about updates, for people without an account. A subscription is made by a code that its address was mailed, and deleted by whoever
-- has an email of it. The web can do these two things and read nothing.
CREATE TABLE subscription (
	id text PRIMARY KEY,
	topic text NOT NULL, -- all, or the slug of an incident
	locale text NOT NULL CHECK (locale IN ('en', 'cy')),
	address_fingerprint bytea NOT NULL,
	address_sealed bytea NOT NULL,
	confirmed_at timestamptz NOT NULL DEFAULT now(),
	UNIQUE (address_fingerprint, topic)
);
--> statement-breakpoint
CREATE TABLE update_mail (
	subscription_id text NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
	update_id text NOT NULL,
	changed_at timestamptz NOT NULL, -- when it was published, corrected or withdrawn
	slug text NOT NULL,
	state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'accepted', 'unknown', 'failed')),
	attempts integer NOT NULL DEFAULT 0,
	due_at timestamptz NOT NULL DEFAULT now(),
	claimed_at timestamptz,
	last_error text,
	PRIMARY KEY (subscription_id, update_id, changed_at)
);
--> statement-breakpoint
CREATE INDEX update_mail_due ON update_mail (due_at) WHERE state = 'waiting';
--> statement-breakpoint
-- The address is kept under the seal that the worker has opened to mail a code, which may be that of an earlier mail.
CREATE FUNCTION subscribe(made text, about text, asked_for text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO public.subscription AS s (id, topic, locale, address_fingerprint, address_sealed)
	SELECT made, about, c.locale, o.address_fingerprint, o.address_sealed FROM public.challenge c
	JOIN public.challenge o ON o.address_fingerprint = c.address_fingerprint AND o.purpose = c.purpose AND o.person_id IS NULL AND o.consumed_at = c.consumed_at
	JOIN public.mailed_code m ON m.challenge_id = o.id
	WHERE c.id = asked_for AND c.purpose = 'contact-point' AND c.person_id IS NULL AND c.consumed_at = now() LIMIT 1
	ON CONFLICT ON CONSTRAINT subscription_address_fingerprint_topic_key DO UPDATE SET locale = excluded.locale;
	IF NOT FOUND THEN RAISE EXCEPTION 'nobody has just proven this address' USING ERRCODE = 'insufficient_privilege'; END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION unsubscribe(subscription text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM public.subscription s WHERE s.id = unsubscribe.subscription;
$$;
--> statement-breakpoint
REVOKE ALL ON subscription, update_mail FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
-- A time that is ahead is brought back to now: the clock has gone back since (lib/commands/late-work.ts).
GRANT SELECT, UPDATE (confirmed_at) ON subscription TO selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, attempts, due_at, claimed_at, last_error) ON update_mail TO selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION subscribe, unsubscribe FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION subscribe, unsubscribe TO selfcheck_web;
