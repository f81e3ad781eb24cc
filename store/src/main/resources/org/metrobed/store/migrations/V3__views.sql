-- What people query: datastreams by name, revisions folded.

create view current_observation as
select s.datastream, o.*
from series s
cross join lateral (
    select distinct on (o.phenomenon_time)
        o.phenomenon_time, o.result, o.flag, o.tests, o.revision, o.cause, o.received_time, o.ingest_time,
        o.raw_partition, o.raw_offset, o.raw_index, o.catalog_version, p.version as pipeline_version
    from observation o
    join pipeline p using (pipeline_id)
    where o.series_id = s.series_id
    order by o.phenomenon_time, o.revision desc
) o;
comment on view current_observation is 'The highest revision of each observation.';

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
        max(r.catalog_version) as catalog_version
    from (
        select w.*,
            sum(good_count * good_mean) over one / nullif(sum(good_count) over one, 0) as good_merged,
            sum(suspect_count * suspect_mean) over one / nullif(sum(suspect_count) over one, 0) as suspect_merged
        from window_revision w
        where w.series_id = s.series_id
        window one as (partition by w.size_ms, w.window_start)
    ) r
    group by r.size_ms, r.window_start
) m;
comment on view current_window is 'Windows with all their revisions merged.';

create view alert as
select distinct on (e.alert_id)
    e.alert_id,
    case e.kind when 'opened' then 'open' else e.kind end as state,
    e.datastream,
    e.detector,
    e.severity,
    e.onset_time,
    case when e.kind = 'resolved' then e.event_time end as resolved_time,
    e.event_time,
    e.recorded_time,
    e.observed,
    e.peak,
    e.expected_low,
    e.expected_high,
    e.message,
    e.catalog_version
from alert_event e
order by e.alert_id, e.sequence desc;
comment on view alert is 'The current state of each alert: the fold of its events.';
