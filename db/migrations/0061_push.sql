-- Browsers that are told when there is news, for people without an account. What is kept is the address that the browser's push service
-- gave it. The web adds and deletes one and reads nothing.
CREATE TABLE push_subscription (
	mark bytea PRIMARY KEY, -- a keyed hash of the address
	address_sealed bytea NOT NULL,
	network_hash bytea, -- counts new ones for an hour, then wiped
	made_at timestamptz NOT NULL DEFAULT now(),
	told_at timestamptz NOT NULL DEFAULT now(), -- of news until then
	taken_at timestamptz, -- when its service last took a notification; null if it never did
	attempts integer NOT NULL DEFAULT 0,
	due_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX push_subscription_told ON push_subscription (told_at);
--> statement-breakpoint
CREATE INDEX push_subscription_network ON push_subscription (network_hash) WHERE network_hash IS NOT NULL;
--> statement-breakpoint
-- What all of one provider share.
CREATE INDEX push_subscription_provider ON push_subscription (substring(network_hash FOR 8)) WHERE network_hash IS NOT NULL;
--> statement-breakpoint
-- Adds a browser, once. False beyond the limits: 500,000 in all, and of a network within an hour its share of the places that are free
-- (has_room; 63 while all are), so that some networks cannot take all with invented addresses before there is news.
CREATE FUNCTION follow_by_push(mark bytea, address_sealed bytea, network bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	everybody bigint; own bigint; around bigint; provider bigint;
	most CONSTANT integer := 500000;
	share CONSTANT numeric := 0.000125;
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(encode(substring(network FOR 8), 'hex'), 57));
	IF EXISTS (SELECT FROM public.push_subscription s WHERE s.mark = follow_by_push.mark) THEN RETURN true; END IF;
	SELECT count(*) INTO everybody FROM public.push_subscription;
	SELECT count(*) FILTER (WHERE s.network_hash = network), count(*) FILTER (WHERE substring(s.network_hash FOR 16) = substring(network FOR 16)), count(*)
	INTO own, around, provider FROM public.push_subscription s
	WHERE substring(s.network_hash FOR 8) = substring(network FOR 8) AND s.network_hash IS NOT NULL AND s.made_at > now() - interval '1 hour';
	IF NOT public.has_room(share, most - everybody, own, around, provider) THEN RETURN false; END IF;
	-- As for emails (unseenSeconds of lib/subscriptions/send-updates.ts): who follows in the moment of news may not have seen it.
	INSERT INTO public.push_subscription (mark, address_sealed, network_hash, told_at)
	VALUES (follow_by_push.mark, follow_by_push.address_sealed, network, now() - interval '2 seconds')
	ON CONFLICT DO NOTHING;
	RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION stop_push(mark bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM public.push_subscription s WHERE s.mark = stop_push.mark;
$$;
--> statement-breakpoint
REVOKE ALL ON push_subscription FROM PUBLIC, selfcheck_web, selfcheck_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE (network_hash, told_at, taken_at, attempts, due_at), DELETE ON push_subscription TO selfcheck_worker;
--> statement-breakpoint
REVOKE ALL ON FUNCTION follow_by_push, stop_push FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION follow_by_push, stop_push TO selfcheck_web;
