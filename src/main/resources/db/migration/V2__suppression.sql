-- What snooze and on_change remember: one row per hook and kind, for snooze one per key.
create table suppression (
  event_hook uuid        not null,
  kind       varchar(16) not null, -- ON_CHANGE, SNOOZE
  state_key  varchar(64) not null, -- digest of what a snooze holds for; empty: every event
  wishes     varchar(64) not null, -- of the hook when this was written; with others it does not count
  content    varchar(64), -- ON_CHANGE: digest of what was recorded last
  ends_at    timestamp(6) with time zone, -- SNOOZE: events pass again from here on
  delivery   uuid, -- whose recording set this
  primary key (event_hook, kind, state_key)
);

create index suppression_of_delivery on suppression (delivery);
create index suppression_age on suppression (ends_at);
