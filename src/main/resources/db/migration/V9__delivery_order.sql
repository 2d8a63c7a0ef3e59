-- The lines of hooks whose deliveries are made in order; nothing of other hooks comes here.
alter table event_hook add column ordering varchar(8); -- PASS, STOP; null: in any order
alter table event_hook add column last_number bigint not null default 0; -- last given in its line

create table delivery_line (
  event_hook uuid   not null,
  number     bigint not null, -- in the order of commits: given under the lock of the hook's row
  delivery   uuid   not null,
  primary key (event_hook, number)
);

create unique index delivery_line_of_delivery on delivery_line (delivery);
