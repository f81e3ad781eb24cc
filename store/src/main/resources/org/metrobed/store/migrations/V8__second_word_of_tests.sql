-- Verdicts of the 19th to 36th quality test.

alter table observation add column tests_1 bigint not null default 0;
alter table observation_conflict add column tests_1 bigint not null default 0;
comment on column observation.tests is
    'Three bits per test, of the tests at slots 0 to 17; marks from bit 54.';
comment on column observation.tests_1 is 'Three bits per test, of the tests at slots 18 to 35.';

create or replace view current_observation as
select s.datastream, o.*
from series s
cross join lateral (
    select distinct on (o.phenomenon_time)
        o.phenomenon_time, o.result, o.flag, o.tests, o.revision, o.cause, o.received_time, o.ingest_time,
        o.raw_partition, o.raw_offset, o.raw_index, o.catalog_version, p.version as pipeline_version,
        o.stated_value, o.stated_unit, o.tests_1
    from observation o
    join pipeline p using (pipeline_id)
    where o.series_id = s.series_id
    order by o.phenomenon_time, o.revision desc
) o;
