-- Events go after their last delivery; nobody looks for them by age.
drop index worker_event_age;
