-- The cleaner looks for one state at a time: what is kept for long does not stand before the rest.
drop index delivery_finished;
create index delivery_finished on delivery (status, finished_at);
