-- Since when the failures of a hook count towards disabling it: since it was recorded as failing, or
-- since somebody enabled it, or changed how it is called, after that.
alter table hook_health add column period_since timestamp(6) with time zone;
update hook_health set period_since = last_failure;
