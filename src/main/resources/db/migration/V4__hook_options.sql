-- What an event hook may say beyond Kong's members; null: it does not.
alter table event_hook add column enabled boolean;
alter table event_hook add column disabled_reason varchar(1000); -- where Gatehook disabled it itself
alter table event_hook add column delivery bytea; -- JSON, UTF-8
