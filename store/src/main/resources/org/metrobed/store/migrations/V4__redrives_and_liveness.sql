-- Dead letters may be driven again: each attempt that fails is a row of its own. And who was heard when.

alter table dead_letter add column attempt bigint not null default 0;
alter table dead_letter drop constraint dead_letter_pkey;
alter table dead_letter add primary key (raw_partition, raw_offset, raw_index, attempt);
comment on column dead_letter.attempt is
    '0 when it was first decoded; else the offset, plus one, of the raw record that drove it again.';

create table redrive (
    raw_partition   integer     not null,
    raw_offset      bigint      not null,
    raw_index       integer     not null,
    attempt         bigint      not null,
    settled         boolean     not null,
    readings        integer     not null,
    log_time        timestamptz not null,
    decoder         text        not null,
    catalog_version bigint      not null,
    pipeline_id     smallint    not null,
    ingest_time     timestamptz not null default now(),
    primary key (raw_partition, raw_offset, raw_index, attempt)
);
comment on table redrive is
    'Outcomes of driving dead letters again, only ever appended; one that is not settled has a dead letter of its attempt.';

create table liveness (
    kind            text             not null check (kind in ('gateway', 'thing')),
    id              text collate "C" not null,
    gateway         text collate "C" not null,
    heard_time      timestamptz      not null,
    phenomenon_time timestamptz,
    status          text             not null check (status in ('unknown', 'online', 'offline')),
    status_time     timestamptz,
    skew_ms         bigint           not null,
    skew_samples    integer          not null,
    primary key (kind, id)
);
comment on table liveness is
    'When each gateway and thing was last heard, and what is known of its clock; replaced by what is newer.';

create view current_dead_letter as
select
    d.raw_partition, d.raw_offset, d.raw_index, d.attempt, d.stage, d.reason, d.detail, d.topic, d.decoder,
    d.received_time, d.payload_bytes, d.payload_head, d.catalog_version, d.ingest_time,
    case when exists (
        select 1 from redrive r
        where r.raw_partition = d.raw_partition and r.raw_offset = d.raw_offset and r.raw_index = d.raw_index
            and r.settled)
    then 'settled' else 'open' end as state
from dead_letter d
where not exists (
    select 1 from dead_letter n
    where n.raw_partition = d.raw_partition and n.raw_offset = d.raw_offset and n.raw_index = d.raw_index
        and n.attempt > d.attempt);
comment on view current_dead_letter is 'The newest attempt of each dead letter, and whether it is open or was settled.';
