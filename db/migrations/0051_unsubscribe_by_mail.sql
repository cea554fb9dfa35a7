-- A mail that a mail program sent to unsubscribe is read by the worker's command.
GRANT EXECUTE ON FUNCTION unsubscribe TO selfcheck_worker;
