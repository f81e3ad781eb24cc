-- An ingest time that is soon after the row's own time, and a second word of tests without a verdict, may be null: a row is 16
-- bytes shorter. Only the catalog of the database changes; rows that are stored stay as they are.

do $narrow$
begin
    alter table observation alter column ingest_time drop not null, alter column tests_1 drop not null;
    alter table observation_conflict alter column ingest_time drop not null, alter column tests_1 drop not null;
    alter table window_revision alter column ingest_time drop not null;
exception when feature_not_supported then
    -- an old TimescaleDB with compressed rows: writers see that the columns are mandatory, and fill them
    raise notice 'rows keep their width: %', sqlerrm;
end
$narrow$;

comment on column observation.ingest_time is 'When the row was written; null if less than half an hour from received_time.';
comment on column observation.tests_1 is 'Three bits per test, of the tests at slots 18 to 35; null is 0.';
comment on column observation_conflict.ingest_time is 'When the row was written; null if less than half an hour from received_time.';
comment on column observation_conflict.tests_1 is 'Three bits per test, of the tests at slots 18 to 35; null is 0.';
comment on column window_revision.ingest_time is 'When the row was written; null if less than half an hour from recorded_time.';

create or replace view current_observation as
select s.datastream, o.*
from series s
cross join lateral (
    select distinct on (o.phenomenon_time)
        o.phenomenon_time, o.result, o.flag, o.tests, o.revision, o.cause, o.received_time,
        coalesce(o.ingest_time, o.received_time) as ingest_time,
        o.raw_partition, o.raw_offset, o.raw_index, o.catalog_version, p.version as pipeline_version,
        o.stated_value, o.stated_unit, coalesce(o.tests_1, 0) as tests_1
    from observation o
    join pipeline p using (pipeline_id)
    where o.series_id = s.series_id
    order by o.phenomenon_time, o.revision desc
) o;
