-- Readings beyond the deduplication retention enter windows by a correction. Those that are stored already are listed, so
-- that their windows follow after the upgrade, at the minutes at which a rebuild has them.

with beyond as (
    select s.datastream, date_trunc('day', o.phenomenon_time, 'UTC') as day, min(o.phenomenon_time) as from_time,
        max(o.phenomenon_time) + interval '1 microsecond' as to_time,
        min(date_trunc('minute', o.received_time)) + interval '1 minute' as due_time
    from observation o join series s using (series_id)
    where o.revision = 0 and o.tests & (1::bigint << 56) <> 0
    group by 1, 2
), added as (
    insert into recompute_cell as c (datastream, day, from_time, to_time)
    select datastream, day, from_time, to_time from beyond
    on conflict (datastream, day) do update set from_time = least(c.from_time, excluded.from_time),
        to_time = greatest(c.to_time, excluded.to_time)
    returning datastream, day
)
insert into correction_due (datastream, day, due_time)
select b.datastream, b.day, b.due_time from beyond b join added using (datastream, day)
on conflict do nothing;
