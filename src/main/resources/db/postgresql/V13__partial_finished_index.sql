-- As in V11: what is not finished is in none of these.
drop index delivery_finished;
create index delivery_delivered on delivery (finished_at) where status = 'DELIVERED';
create index delivery_ended on delivery (finished_at)
  where status in ('EXHAUSTED', 'REJECTED', 'CANCELLED');
