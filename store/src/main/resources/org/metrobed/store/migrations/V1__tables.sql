-- Tables of one deployment. ${by_phenomenon_time} and ${by_window_start} are the partition clauses of the native layout
-- and empty on TimescaleDB. Columns of the big tables are ordered by alignment: eight bytes, four, two.

create table deployment (
    one_row           boolean     primary key default true check (one_row),
    layout            text        not null check (layout in ('timescale', 'native')),
    timescale_version text,
    created_time      timestamptz not null default now()
);
comment on table deployment is 'How this schema stores its big tables, decided when it was first migrated.';

create table series (
    series_id  integer generated always as identity primary key,
    datastream text collate "C" not null unique
);
comment on table series is 'A small number for each datastream, used in the big tables.';

create table pipeline (
    pipeline_id smallint generated always as identity primary key,
    version     text not null unique
);
comment on table pipeline is 'The versions of the pipeline that wrote rows.';

create table observation (
    phenomenon_time timestamptz not null,
    received_time   timestamptz not null,
    ingest_time     timestamptz not null default now(),
    raw_offset      bigint      not null,
    tests           bigint      not null,
    catalog_version bigint      not null,
    result          float8,
    series_id       integer     not null,
    revision        integer     not null,
    raw_partition   integer     not null,
    raw_index       integer     not null,
    flag            smallint    not null,
    cause           smallint    not null,
    pipeline_id     smallint    not null
) ${by_phenomenon_time};
create unique index observation_key on observation (series_id, phenomenon_time, revision desc);
comment on table observation is 'Revisions of observations, only ever appended. Key: (series_id, phenomenon_time, revision).';
comment on column observation.result is 'In the datastream''s unit; null when missing; may be infinite.';
comment on column observation.flag is 'QARTOD: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing.';
comment on column observation.cause is '0 arrival, 1 verdict, 2 correction, 3 redrive.';

create table observation_conflict (
    phenomenon_time timestamptz not null,
    received_time   timestamptz not null,
    ingest_time     timestamptz not null default now(),
    raw_offset      bigint      not null,
    tests           bigint      not null,
    catalog_version bigint      not null,
    result          float8,
    series_id       integer     not null,
    revision        integer     not null,
    raw_partition   integer     not null,
    raw_index       integer     not null,
    flag            smallint    not null,
    cause           smallint    not null,
    pipeline_id     smallint    not null,
    primary key (series_id, phenomenon_time, raw_partition, raw_offset, raw_index)
);
comment on table observation_conflict is 'Values that contradict revision 0 of an observation at the same time.';

create table window_revision (
    window_start        timestamptz not null,
    size_ms             bigint      not null,
    recorded_time       timestamptz not null,
    ingest_time         timestamptz not null default now(),
    catalog_version     bigint      not null,
    good_count          bigint      not null,
    good_mean           float8,
    good_squares        float8,
    good_sum            float8,
    good_min            float8,
    good_min_time       timestamptz,
    good_max            float8,
    good_max_time       timestamptz,
    good_first          float8,
    good_first_time     timestamptz,
    good_last           float8,
    good_last_time      timestamptz,
    suspect_count       bigint      not null,
    suspect_mean        float8,
    suspect_squares     float8,
    suspect_sum         float8,
    suspect_min         float8,
    suspect_min_time    timestamptz,
    suspect_max         float8,
    suspect_max_time    timestamptz,
    suspect_first       float8,
    suspect_first_time  timestamptz,
    suspect_last        float8,
    suspect_last_time   timestamptz,
    not_evaluated_count bigint      not null,
    fail_count          bigint      not null,
    missing_count       bigint      not null,
    late_count          bigint      not null,
    series_id           integer     not null,
    revision            integer     not null,
    expected            integer     not null,
    pipeline_id         smallint    not null
) ${by_window_start};
create unique index window_revision_key on window_revision (series_id, size_ms, window_start, revision);
comment on table window_revision is
    'Revisions of windows, only ever appended; the revisions of a window add up. '
    'Key: (series_id, size_ms, window_start, revision).';

create table alert_event (
    alert_id        text collate "C" not null,
    sequence        integer          not null,
    kind            text             not null check (kind in ('opened', 'resolved')),
    datastream      text collate "C" not null,
    detector        text             not null,
    severity        text             not null,
    onset_time      timestamptz      not null,
    event_time      timestamptz      not null,
    recorded_time   timestamptz      not null,
    observed        float8,
    peak            float8,
    expected_low    float8,
    expected_high   float8,
    message         text             not null,
    catalog_version bigint           not null,
    pipeline_id     smallint         not null,
    ingest_time     timestamptz      not null default now(),
    primary key (alert_id, sequence)
);
create index alert_event_onset on alert_event (onset_time desc, alert_id desc);
comment on table alert_event is 'Steps in the condition of alerts, only ever appended.';

create table dead_letter (
    raw_partition   integer          not null,
    raw_offset      bigint           not null,
    raw_index       integer          not null,
    stage           text             not null,
    reason          text             not null,
    detail          text             not null,
    topic           text             not null,
    decoder         text             not null,
    received_time   timestamptz      not null,
    payload_bytes   bigint           not null,
    payload_head    text             not null,
    catalog_version bigint           not null,
    pipeline_id     smallint         not null,
    ingest_time     timestamptz      not null default now(),
    primary key (raw_partition, raw_offset, raw_index)
);
create index dead_letter_received
    on dead_letter (received_time desc, raw_partition desc, raw_offset desc, raw_index desc);
comment on table dead_letter is 'Messages and readings that could not become observations; payloads stay in the raw log.';

create table sink_progress (
    sink     text        not null,
    subtask  integer     not null,
    subtasks integer     not null,
    log_time timestamptz not null,
    primary key (sink, subtask),
    check (subtask >= 0 and subtask < subtasks)
);
comment on table sink_progress is 'Up to which log time each sink subtask has committed everything; never goes backwards.';
