-- What payloads said beside the result; distributions and directions in windows; windows computed again.

alter table observation add column stated_value float8;
alter table observation add column stated_unit text;
comment on column observation.stated_value is 'The payload''s number where it said something else than the result.';
comment on column observation.stated_unit is 'The payload''s unit; null where it said the result itself, empty where it named none.';
alter table observation_conflict add column stated_value float8;
alter table observation_conflict add column stated_unit text;

alter table window_revision add column good_cosines float8;
alter table window_revision add column good_sines float8;
alter table window_revision add column good_quantiles bytea;
alter table window_revision add column suspect_cosines float8;
alter table window_revision add column suspect_sines float8;
alter table window_revision add column suspect_quantiles bytea;
alter table window_revision add column replaces boolean not null default false;
comment on column window_revision.good_quantiles is
    'Byte 1 and the sorted readings as big-endian doubles, or byte 2 and a DDSketch (logarithmic mapping, error 0.01).';
comment on column window_revision.replaces is 'Stands for all revisions of its window recorded up to its own time.';
comment on table window_revision is
    'Revisions of windows, only ever appended; the revisions of a window add up, but for those that replace. '
    'Key: (series_id, size_ms, window_start, revision).';

drop view current_observation;
create view current_observation as
select s.datastream, o.*
from series s
cross join lateral (
    select distinct on (o.phenomenon_time)
        o.phenomenon_time, o.result, o.flag, o.tests, o.revision, o.cause, o.received_time, o.ingest_time,
        o.raw_partition, o.raw_offset, o.raw_index, o.catalog_version, p.version as pipeline_version,
        o.stated_value, o.stated_unit
    from observation o
    join pipeline p using (pipeline_id)
    where o.series_id = s.series_id
    order by o.phenomenon_time, o.revision desc
) o;
comment on view current_observation is 'The highest revision of each observation.';

drop view current_window;
-- Means by weight; squared deviations by Chan, Golub and LeVeque about the merged mean.
create view current_window as
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
        max(r.expected) as expected,
        least(1.0, sum(r.good_count)::float8 / max(r.expected)) as coverage,
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
        sum(r.suspect_count)::bigint as suspect_count,
        max(r.suspect_merged) as suspect_mean,
        sum(case when r.suspect_count = 0 then 0
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
        sum(r.not_evaluated_count)::bigint as not_evaluated_count,
        sum(r.fail_count)::bigint as fail_count,
        sum(r.missing_count)::bigint as missing_count,
        sum(r.late_count)::bigint as late_count,
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
comment on view current_window is
    'Windows with their revisions folded: the newest one that replaces, if any, and all that was recorded after it.';
