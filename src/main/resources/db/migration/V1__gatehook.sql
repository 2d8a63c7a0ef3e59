-- One schema for H2 (in PostgreSQL mode) and PostgreSQL. JSON is kept as UTF-8 bytes, never jsonb,
-- which reorders members, rewrites numbers and refuses U+0000.

create table event_hook (
  id         uuid         not null primary key,
  workspace  varchar(100) not null,
  source     varchar(255) not null,
  event      varchar(255),
  handler    varchar(64)  not null,
  on_change  boolean,
  snooze     bigint,
  config     bytea        not null,
  created_at bigint       not null, -- epoch seconds, as Kong's entities have it
  updated_at bigint       not null
);

create index event_hook_page on event_hook (workspace, created_at, id);

-- Grows by one with every change of a hook; a node whose number is older loads the hooks again.
create table hook_revision (
  id       smallint not null primary key,
  revision bigint   not null
);

insert into hook_revision (id, revision) values (1, 0);

create table worker_event (
  id          uuid         not null primary key,
  event_key   varchar(200),
  workspace   varchar(100) not null,
  source      varchar(255) not null,
  event       varchar(255) not null,
  data        bytea, -- null once erased
  node_id     varchar(255),
  pid         bigint,
  occurred_at timestamp(6) with time zone,
  received_at timestamp(6) with time zone not null
);

create index worker_event_age on worker_event (received_at);
create index worker_event_key on worker_event (source, event_key);

-- The senders' keys live longer than the events, so they stand alone.
create table idempotency_key (
  workspace    varchar(100) not null,
  source       varchar(255) not null,
  event_key    varchar(200) not null,
  digest       bytea        not null, -- SHA-256 of the canonical content
  worker_event uuid         not null,
  expires_at   timestamp(6) with time zone not null,
  primary key (workspace, source, event_key)
);

create index idempotency_key_age on idempotency_key (expires_at);

create table delivery (
  id              uuid         not null primary key,
  worker_event    uuid         not null,
  event_hook      uuid         not null,
  workspace       varchar(100) not null,
  source          varchar(255) not null, -- as the hook saw the event
  event           varchar(255) not null,
  handler         varchar(64)  not null,
  status          varchar(16)  not null,
  reason          varchar(1000),
  attempt_count   int          not null,
  schedule_step   int          not null, -- retries taken since the schedule started (afresh)
  rescue_count    int          not null, -- stale claims in a row
  trigger_kind    varchar(16)  not null, -- of the next attempt: SCHEDULED, MANUAL
  scheduled_from  timestamp(6) with time zone not null, -- start of the retry schedule
  next_attempt_at timestamp(6) with time zone, -- null: not due (claimed, finished)
  owner           uuid, -- incarnation of the claiming node
  claim_number    bigint       not null,
  claimed_at      timestamp(6) with time zone,
  created_at      timestamp(6) with time zone not null,
  finished_at     timestamp(6) with time zone
);

create index delivery_due on delivery (status, next_attempt_at);
create index delivery_of_event on delivery (worker_event);
create index delivery_of_hook on delivery (event_hook, created_at, id);
create index delivery_page on delivery (created_at, id);
create index delivery_finished on delivery (finished_at);

create table attempt (
  id          uuid        not null primary key,
  delivery    uuid        not null,
  number      int         not null,
  trigger_kind varchar(16) not null,
  node        varchar(255) not null,
  started_at  timestamp(6) with time zone not null,
  duration_ms bigint      not null,
  tries       int         not null,
  outcome     varchar(16) not null,
  error       varchar(1000),
  request     bytea, -- JSON {method,url,headers,body,truncated}
  response    bytea, -- JSON {status,headers,body,truncated}
  log         bytea  -- JSON {lines}
);

create index attempt_of_delivery on attempt (delivery, number);

-- One row per running process; a claim whose owner is missing or expired here is stale.
create table node (
  incarnation uuid         not null primary key,
  node_id     varchar(255) not null,
  started_at  timestamp(6) with time zone not null,
  expires_at  timestamp(6) with time zone not null
);
