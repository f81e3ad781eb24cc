-- An ingest time that is soon after the row's own time, a second word of tests without a verdict, and counts of readings of a window
-- that are 0 may be null: a row is shorter by 8 bytes for each. Only the catalog of the database changes; rows that are stored stay as they are.

do $narrow$
begin
    alter table observation alter column ingest_time drop not null, alter column tests_1 drop not null;
    alter table observation_conflict alter column ingest_time drop not null, alter column tests_1 drop not null;
    alter table window_revision alter column ingest_time drop not null, alter column suspect_count drop not null,
        alter column not_evaluated_count drop not null, alter column fail_count drop not null,
        alter column missing_count drop not null, alter column late_count drop not null;
exception when feature_not_supported then
    -- an old TimescaleDB with compressed rows: writers see that the columns are mandatory, and fill them
    raise notice 'rows keep their width: %', sqlerrm;
end
$narrow$;

-- TimescaleDB compresses at most a thousand rows of a series at once: two days of a reading a minute are three full batches, a
-- day is a full one and half of one. Chunks that exist keep their day.
do $chunks$
begin
    if '${layout}' = 'timescale' then
        perform ${timescale_schema}.set_chunk_time_interval(
            '${flyway:defaultSchema}.observation'::regclass, interval '2 days');
    end if;
end
$chunks$;

comment on column observation.ingest_time is 'When the row was written; null if less than half an hour from received_time.';
comment on column observation.tests_1 is 'Three bits per test, of the tests at slots 18 to 35; null is 0.';
comment on column observation_conflict.ingest_time is 'When the row was written; null if less than half an hour from received_time.';
comment on column observation_conflict.tests_1 is 'Three bits per test, of the tests at slots 18 to 35; null is 0.';
comment on column window_revision.ingest_time is 'When the row was written; null if less than half an hour from recorded_time.';
comment on column window_revision.suspect_count is 'Suspect readings; null is 0.';
comment on column window_revision.not_evaluated_count is 'Readings that no test has judged; null is 0.';
comment on column window_revision.fail_count is 'Readings that fail a test; null is 0.';
comment on column window_revision.missing_count is 'Missing values; null is 0.';
comment on column window_revision.late_count is 'Late readings; null is 0.';

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

-- Means by weight; squared deviations by Chan, Golub and LeVeque about the merged mean.
create or replace view current_window as
select s.datastream, m.*
from series s
cross join lateral (
    select
        r.size_ms,
        r.window_start,
        r.window_start + r.size_ms * interval '1 millisecond' as window_end,
        max(r.revision) as revision,
        count(*)::integer as revisions,
        max(r.recorded_time) as recorded_time,
        r.size_ms::float8 / min(r.interval_ms) as expected,
        case when sum(r.good_count) = 0 then 0::float8
            when sum(r.good_count) >= r.size_ms / min(r.interval_ms) then 1::float8
            else sum(r.good_count)::float8 * min(r.interval_ms) / r.size_ms end as coverage,
        sum(r.good_count)::bigint as good_count,
        max(r.good_merged) as good_mean,
        sum(case when r.good_count = 0 then 0
            else r.good_squares + r.good_count * (r.good_mean - r.good_merged) ^ 2 end) as good_squares,
        sum(r.good_sum) as good_sum,
        min(r.good_min) as good_min,
        (array_agg(r.good_min_time order by r.good_min, r.good_min_time))[1] as good_min_time,
        max(r.good_max) as good_max,
        (array_agg(r.good_max_time order by r.good_max desc nulls last, r.good_max_time))[1] as good_max_time,
        (array_agg(r.good_first order by r.good_first_time))[1] as good_first,
        min(r.good_first_time) as good_first_time,
        (array_agg(r.good_last order by r.good_last_time desc nulls last))[1] as good_last,
        max(r.good_last_time) as good_last_time,
        coalesce(sum(r.suspect_count), 0)::bigint as suspect_count,
        max(r.suspect_merged) as suspect_mean,
        sum(case when coalesce(r.suspect_count, 0) = 0 then 0
            else r.suspect_squares + r.suspect_count * (r.suspect_mean - r.suspect_merged) ^ 2 end) as suspect_squares,
        sum(r.suspect_sum) as suspect_sum,
        min(r.suspect_min) as suspect_min,
        (array_agg(r.suspect_min_time order by r.suspect_min, r.suspect_min_time))[1] as suspect_min_time,
        max(r.suspect_max) as suspect_max,
        (array_agg(r.suspect_max_time order by r.suspect_max desc nulls last, r.suspect_max_time))[1] as suspect_max_time,
        (array_agg(r.suspect_first order by r.suspect_first_time))[1] as suspect_first,
        min(r.suspect_first_time) as suspect_first_time,
        (array_agg(r.suspect_last order by r.suspect_last_time desc nulls last))[1] as suspect_last,
        max(r.suspect_last_time) as suspect_last_time,
        coalesce(sum(r.not_evaluated_count), 0)::bigint as not_evaluated_count,
        coalesce(sum(r.fail_count), 0)::bigint as fail_count,
        coalesce(sum(r.missing_count), 0)::bigint as missing_count,
        coalesce(sum(r.late_count), 0)::bigint as late_count,
        max(r.catalog_version) as catalog_version,
        sum(r.good_cosines) as good_cosines,
        sum(r.good_sines) as good_sines,
        bool_or(r.replaces) as recomputed
    from (
        select w.*,
            sum(good_count * good_mean) over one / nullif(sum(good_count) over one, 0) as good_merged,
            sum(suspect_count * suspect_mean) over one / nullif(sum(suspect_count) over one, 0) as suspect_merged
        from (
            select v.*,
                max(v.recorded_time) filter (where v.replaces)
                    over (partition by v.size_ms, v.window_start) as replaced_time
            from window_revision v
            where v.series_id = s.series_id
        ) w
        where w.replaced_time is null
            or w.recorded_time > w.replaced_time
            or (w.replaces and w.recorded_time = w.replaced_time)
        window one as (partition by w.size_ms, w.window_start)
    ) r
    group by r.size_ms, r.window_start
) m;
