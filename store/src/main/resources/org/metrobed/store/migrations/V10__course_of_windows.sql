-- Windows of totals and held values keep what their readings come to in the order of time.

alter table window_revision add column good_course bytea;
comment on column window_revision.good_course is
    'Of totals and held values: resets, time held, time in each state, from the first to the last good reading; null for others. The API reads it.';

alter table annotation_event drop constraint annotation_event_statistic_check;
alter table annotation_event add check (
    statistic in ('instant', 'mean', 'count', 'direction', 'amount', 'total', 'state'));
