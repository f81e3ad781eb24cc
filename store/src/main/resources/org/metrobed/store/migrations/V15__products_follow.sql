-- Products follow changes of their inputs.

create table product_input (
    product text collate "C" not null,
    input   text collate "C" not null,
    direct  boolean          not null,
    primary key (product, input)
);
comment on table product_input is 'What products are computed from, of those that were computed again.';
comment on column product_input.direct is 'False: it is an input of an input.';

create table product_cause (
    datastream      text collate "C" not null,
    phenomenon_time timestamptz      not null,
    revision        integer          not null,
    input           text             not null,
    input_time      timestamptz      not null,
    event           text             not null,
    annotation_id   text             not null,
    primary key (datastream, phenomenon_time, revision)
);
comment on table product_cause is 'Why a revision of a product was written: what happened to which reading of an input.';
comment on column product_cause.event is
    'correction, replaced, judged or input: a revision of the input; late or redrive: it came after the product.';
comment on column product_cause.annotation_id is 'The annotation that was made or undone; empty for other events.';

comment on column observation.cause is
    '0 arrival, 1 verdict, 2 correction, 3 redrive, 4 replaced, 5 judged, 6 input.';

-- Products that were computed before their inputs changed follow after the upgrade. Things with products are listed.

with things as (
    select distinct split_part(s.datastream, '/', 1) || '/' || split_part(s.datastream, '/', 2) as thing
    from series s
    where exists (select from observation o where o.series_id = s.series_id and o.raw_index <= -2)
), changed as (
    select s.datastream, date_trunc('day', o.phenomenon_time, 'UTC') as day, min(o.phenomenon_time) as from_time,
        max(o.phenomenon_time) + interval '1 microsecond' as to_time,
        min(case when o.revision > 0 then o.received_time
            else date_trunc('minute', o.received_time) + interval '1 minute' end) as due_time
    from series s join observation o using (series_id)
    join things t on t.thing = split_part(s.datastream, '/', 1) || '/' || split_part(s.datastream, '/', 2)
    where o.cause in (2, 4, 5) or (o.revision = 0 and (o.cause = 3 or o.tests & (1::bigint << 54) <> 0))
    group by 1, 2
), added as (
    insert into recompute_cell as c (datastream, day, from_time, to_time)
    select datastream, day, from_time, to_time from changed
    on conflict (datastream, day) do update set from_time = least(c.from_time, excluded.from_time),
        to_time = greatest(c.to_time, excluded.to_time)
    returning datastream, day
)
insert into correction_due (datastream, day, due_time)
select b.datastream, b.day, b.due_time from changed b join added using (datastream, day)
on conflict do nothing;
