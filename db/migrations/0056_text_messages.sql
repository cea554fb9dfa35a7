-- A message may go on to a text message: to people without an email address, and to those whose email has failed for good. Whoever wants texts
-- first, or texts and no emails, gets the text first, and the email if that fails. The number is one that the person gave us for texts, or one that the record holds whom a row of the file matches. A delivery stays one row whatever its
-- channel, so nobody is left out or told twice by a change of channel. What became of its first channel is kept beside it.
-- A number or an address is the next channel of one delivery of a message.
CREATE UNIQUE INDEX delivery_next_once ON delivery (message_id, next_recipient) WHERE next_recipient IS NOT NULL;
--> statement-breakpoint
CREATE INDEX delivery_last_once ON delivery (message_id, last_recipient) WHERE last_recipient IS NOT NULL;
--> statement-breakpoint
CREATE INDEX delivery_next_kept ON delivery (ended_at) WHERE next_sealed IS NOT NULL OR last_sealed IS NOT NULL;
--> statement-breakpoint
GRANT UPDATE (next_sealed, last_sealed) ON delivery TO selfcheck_worker;
--> statement-breakpoint
-- The fingerprint of the address or number that a delivery is at. Null for a letter that is no first channel.
CREATE FUNCTION told_recipient(d delivery) RETURNS bytea LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN d.first_state IS NULL THEN d.recipient WHEN d.channel = d.next_channel THEN d.next_recipient WHEN d.channel = d.last_channel THEN d.last_recipient END
$$;
--> statement-breakpoint
-- How long the addresses and numbers that come next are kept beside one that was taken: a mail may still come back, and a letter that was posted.
CREATE FUNCTION kept_beside(channel text) RETURNS interval LANGUAGE sql IMMUTABLE AS $$
	SELECT CASE channel WHEN 'letter' THEN interval '60 days' ELSE interval '5 days' END
$$;
--> statement-breakpoint
-- Adds an address or a number to those that are sent no messages.
CREATE FUNCTION add_suppression(of_recipient bytea, why text, by text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	INSERT INTO public.suppression (recipient, scope, reason, added_by, expires_at)
	VALUES (of_recipient, 'all', why, by, CASE WHEN why = 'no-such-address' THEN now() + interval '1 year' END)
	ON CONFLICT (recipient, scope) DO UPDATE SET reason = excluded.reason, added_by = excluded.added_by, added_at = now(), expires_at = excluded.expires_at
	WHERE suppression.reason = 'no-such-address';
$$;
--> statement-breakpoint
-- Takes a delivery whose channel has failed for good to its next, whoever learns of it: a wave, the carrier, a report that came later, or the post
-- that has returned a letter. Not if the message was stopped, or another person is sent it there. A person of whom we have a postal address gets a
-- letter where it is their next channel, or after all others, if the message may go on to one. A delivery that ends otherwise loses the others.
CREATE FUNCTION next_channel() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m public.message; next text; sealed bytea; post bytea;
BEGIN
	IF NEW.state IN ('waiting', 'sending', 'unknown', 'accepted') THEN RETURN NEW; END IF;
	NEW.next_sealed := NULL; NEW.last_sealed := NULL;
	IF NEW.state NOT IN ('no-such-address', 'not-accepting', 'failed') THEN RETURN NEW; END IF;
	SELECT t.* INTO m FROM public.message t WHERE t.id = NEW.message_id AND t.state IN ('sending', 'paused', 'finished');
	IF m.id IS NULL THEN RETURN NEW; END IF;
	IF OLD.channel <> 'letter' AND OLD.second_state IS NULL AND NOT EXISTS (SELECT FROM public.letter l WHERE l.delivery_id = OLD.id) THEN
		SELECT p.sealed INTO post FROM public.contact_point p
		WHERE p.person_id = OLD.person_id AND p.channel = 'post' AND p.replaced_at IS NULL AND public.may_get_letter(m.kind, m.audience, OLD.person_id);
	END IF;
	IF OLD.first_state IS NULL AND OLD.next_channel = 'letter' AND post IS NOT NULL THEN next := 'letter'; sealed := post;
	ELSIF OLD.next_sealed IS NOT NULL AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = NEW.message_id AND d.recipient = OLD.next_recipient)
	THEN next := OLD.next_channel; sealed := OLD.next_sealed;
	ELSIF OLD.last_sealed IS NOT NULL AND NOT EXISTS (SELECT FROM public.delivery d WHERE d.message_id = NEW.message_id AND d.recipient = OLD.last_recipient)
	THEN next := OLD.last_channel; sealed := OLD.last_sealed;
	ELSIF post IS NOT NULL THEN next := 'letter'; sealed := post;
	END IF;
	IF next IS NULL THEN RETURN NEW; END IF;
	IF NEW.state = 'no-such-address' THEN PERFORM public.add_suppression(public.told_recipient(OLD), NEW.state, NEW.message_id); END IF;
	IF OLD.first_state IS NULL THEN NEW.first_channel := OLD.channel; NEW.first_state := NEW.state; NEW.first_ended_at := now();
	ELSE NEW.second_channel := OLD.channel; NEW.second_state := NEW.state; NEW.second_ended_at := now(); END IF;
	IF next IS DISTINCT FROM OLD.last_channel AND OLD.first_state IS NULL THEN NEW.last_sealed := OLD.last_sealed; END IF;
	NEW.channel := next; NEW.state := 'waiting'; NEW.address_sealed := sealed;
	NEW.attempts := 0; NEW.due_at := now(); NEW.claimed_at := NULL; NEW.ended_at := NULL; NEW.carrier := NULL; NEW.domain_mark := NULL;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER next_channel BEFORE UPDATE OF state ON delivery FOR EACH ROW
WHEN (NEW.state <> OLD.state AND (OLD.next_sealed IS NOT NULL OR OLD.last_sealed IS NOT NULL OR NEW.state IN ('no-such-address', 'not-accepting', 'failed'))) EXECUTE FUNCTION next_channel();
--> statement-breakpoint
-- Sends on a message that had ended, where a report that came later has taken a delivery to its next channel. Out: how many messages.
CREATE FUNCTION continue_messages() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE id text; messages integer := 0;
BEGIN
	FOR id IN UPDATE public.message m SET state = 'sending', finished_at = NULL
		WHERE m.state = 'finished' AND EXISTS (SELECT FROM public.delivery d WHERE d.message_id = m.id AND d.state = 'waiting' AND d.channel <> 'letter') RETURNING m.id
	LOOP
		PERFORM public.record_audit('system', 'recover-deliveries', 'message.continued', id);
		messages := messages + 1;
	END LOOP;
	RETURN messages;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION told_recipient, kept_beside, add_suppression, next_channel, continue_messages FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION continue_messages, kept_beside TO selfcheck_worker;
