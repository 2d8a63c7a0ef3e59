-- An update enters a row anew into every index that it belongs to. So only what is looked for stands
-- in the indexes that say what is to be done: not what is born claimed and soon finished.

drop index delivery_due;
create index delivery_due on delivery (next_attempt_at) where status = 'PENDING';

drop index delivery_due_of_hook;
create index delivery_due_of_hook on delivery (event_hook, next_attempt_at)
  where status = 'PENDING';

create index delivery_claimed on delivery (claimed_at) where status = 'CLAIMED';

drop index delivery_finished;
create index delivery_finished on delivery (finished_at) where finished_at is not null;

drop index worker_event_key;
create index worker_event_key on worker_event (source, event_key) where event_key is not null;
