-- A delivery has a channel, and whoever carries it: the mail server, or GOV.UK Notify, which is asked later what became of it.
ALTER TABLE delivery ADD COLUMN channel text DEFAULT 'email' NOT NULL, ADD COLUMN carrier text,
	ADD CONSTRAINT delivery_channel CHECK (channel IN ('email', 'text')),
	ADD CONSTRAINT delivery_carrier CHECK (carrier IN ('smtp', 'notify'));
--> statement-breakpoint
-- Deliveries of which Notify has still to say what became of them.
CREATE INDEX delivery_carried ON delivery (due_at) WHERE state = 'sending' AND carrier = 'notify';
--> statement-breakpoint
GRANT UPDATE (carrier) ON delivery TO selfcheck_worker;
