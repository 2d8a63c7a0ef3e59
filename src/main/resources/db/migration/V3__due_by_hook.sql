-- Lets a claim pass over the backlog of a hook whose receiver hangs.
create index delivery_due_of_hook on delivery (status, event_hook, next_attempt_at);
