-- A redrive may correct the time stamps of a message.

alter table redrive add column clock_ms bigint not null default 0;
comment on column redrive.clock_ms is 'What was added to the time stamps of the message, milliseconds; 0 for none.';
