-- What operators asked for: finished deliveries that are to be sent again, and how far that is.
create table redelivery (
  id              uuid         not null primary key,
  delivery_status varchar(16), -- this and the next five: the filter; null: any
  event_hook      uuid,
  source          varchar(255),
  event           varchar(255),
  since           timestamp(6) with time zone,
  until           timestamp(6) with time zone,
  status          varchar(16)  not null, -- RUNNING, FINISHED, CANCELLED
  matched         bigint       not null, -- deliveries, when it was asked
  done            bigint       not null,
  failed          bigint       not null,
  reached_at      timestamp(6) with time zone not null, -- created_at and id of the delivery that
  reached_id      uuid         not null,                -- was looked at last
  batch_at        timestamp(6) with time zone not null, -- when the last batch was made due
  next_batch_at   timestamp(6) with time zone not null,
  created_at      timestamp(6) with time zone not null,
  finished_at     timestamp(6) with time zone
);

create index redelivery_page on redelivery (created_at, id);
create index redelivery_due on redelivery (status, next_batch_at);
