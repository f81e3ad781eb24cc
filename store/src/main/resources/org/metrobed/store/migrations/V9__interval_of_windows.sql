-- Windows keep the interval of their readings instead of a rounded number of expected readings.

-- compressed rows are rewritten too
set local timescaledb.max_tuples_decompressed_per_dml_transaction = 0;

alter table window_revision add column interval_ms bigint not null default 1;

-- The number of a day is rounded least; where the datastream has no day before, the window's own number decides.
update window_revision w
set interval_ms = greatest(1, coalesce(
    (select round(d.size_ms::numeric / d.expected)
     from window_revision d
     where d.series_id = w.series_id and d.size_ms = 86400000 and d.window_start <= w.window_start and d.expected > 1
     order by d.window_start desc, d.revision desc
     limit 1),
    round(w.size_ms::numeric / w.expected)));

drop view current_window;
alter table window_revision alter column interval_ms drop default;
alter table window_revision drop column expected;
comment on column window_revision.interval_ms is
    'Expected time between readings when the window closed. A complete window has size_ms / interval_ms readings.';

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
