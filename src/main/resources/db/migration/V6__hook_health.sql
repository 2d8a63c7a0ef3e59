-- How the receivers of hooks do, for all nodes: written when a hook begins to fail and when it works
-- again, not with every attempt. A hook without a row never failed for long.
create table hook_health (
  event_hook    uuid not null primary key,
  failing_since timestamp(6) with time zone, -- null: it works, as far as known
  last_success  timestamp(6) with time zone, -- before it began to fail, or when it worked again
  last_failure  timestamp(6) with time zone, -- that showed it to be failing
  reason        varchar(1000) -- of that failure
);
