-- A delivery has a channel, and whoever carries it: the mail server, or GOV.UK Notify, which is asked later what became of it.
CREATE INDEX delivery_carried ON delivery (due_at) WHERE state = 'sending' AND carrier = 'notify';
--> statement-breakpoint
GRANT UPDATE (carrier) ON delivery TO selfcheck_worker;
