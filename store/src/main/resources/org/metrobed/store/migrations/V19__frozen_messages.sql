-- What a receiver is sent stands in the outbox from the moment at which it is decided, so that each attempt sends the same.
-- The notifier reads the names of what the catalog describes here; it needs no other service.

alter table notification add column content text;
comment on column notification.content is
    'What the receiver is sent, as it was written when it was decided; null if it is not told, or was decided by a release before 0.2.';

create table catalog_name (
    id                text collate "C" primary key,
    name              text             not null,
    unit              text             not null default '',
    zone              text             not null default '',
    interval_ms       bigint           not null default 0,
    latitude_degrees  float8,
    longitude_degrees float8,
    public_rules      text             not null default '',
    catalog_version   bigint           not null
);
comment on table catalog_name is
    'Names of test-beds, things and datastreams in the newest catalog in force; written by the API, which follows the catalog.';
comment on column catalog_name.unit is 'UCUM, of a datastream.';
comment on column catalog_name.zone is 'Of a test-bed.';
comment on column catalog_name.interval_ms is 'Expected time between two readings of a datastream; 0 for others.';
comment on column catalog_name.public_rules is
    'Names of the thresholds of a datastream whose alerts may become public warnings, separated by blanks.';

create index notification_group on notification (group_id);
