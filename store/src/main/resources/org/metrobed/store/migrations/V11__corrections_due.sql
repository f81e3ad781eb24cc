-- Each day of a datastream that is to be computed again is listed with the minute from which rows may follow. The list
-- is written in the transaction of its cause, so answers can stop before what is still to be written.

alter table recompute_cell add column from_time timestamptz;
alter table recompute_cell add column to_time timestamptz;
update recompute_cell set from_time = day, to_time = day + interval '24 hours';
alter table recompute_cell alter column from_time set not null;
alter table recompute_cell alter column to_time set not null;
comment on column recompute_cell.from_time is 'Start of the part of the day that something applies to.';
comment on column recompute_cell.to_time is 'Its end, exclusive.';
comment on column recompute_cell.looked_time is 'The full minute of log time up to which it was computed; null: never.';
comment on column recompute_cell.pending is 'Something waits for windows that are still open.';

create table correction_due (
    datastream text collate "C" not null,
    day        timestamptz      not null,
    due_time   timestamptz      not null,
    primary key (datastream, day, due_time),
    foreign key (datastream, day) references recompute_cell on delete cascade
);
create index correction_due_time on correction_due (due_time);
comment on table correction_due is
    'Days (UTC) of datastreams whose corrections are not all written. Follows from the other tables.';
comment on column correction_due.due_time is 'The full minute of log time from which rows may follow.';

insert into correction_due (datastream, day, due_time)
select c.datastream, c.day, coalesce(
    c.looked_time + interval '1 minute',
    (select min(date_trunc('minute', e.log_time) + interval '1 minute') from annotation_event e
     where e.datastream = c.datastream and e.from_time < c.to_time and e.to_time > c.from_time),
    now())
from recompute_cell c;

drop index recompute_cell_look;
alter table recompute_cell drop column changed_time;
alter table recompute_cell drop column rows_seen;
create index recompute_cell_unpublished on recompute_cell (datastream, day) where unpublished_time is not null;

comment on column observation.cause is '0 arrival, 1 verdict, 2 correction, 3 redrive, 4 replaced, 5 judged.';
