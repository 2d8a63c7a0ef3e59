-- The trace that an event belongs to, as its sender said (W3C Trace Context); null: none. With the
-- event, not with its deliveries: they share it.
alter table worker_event add column traceparent varchar(55);
alter table worker_event add column tracestate varchar(512); -- null too once the data is erased
