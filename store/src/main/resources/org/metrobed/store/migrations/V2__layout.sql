-- The layout of the big tables: hypertables with compression on TimescaleDB, native monthly partitions elsewhere.

insert into deployment (layout, timescale_version)
values ('${layout}', (select extversion from pg_extension where extname = 'timescaledb' and '${layout}' = 'timescale'));

do $layout$
begin
    if '${layout}' = 'timescale' then
        perform ${timescale_schema}.create_hypertable(
            '${flyway:defaultSchema}.observation'::regclass,
            ${timescale_schema}.by_range('phenomenon_time', interval '1 day'), create_default_indexes => false);
        perform ${timescale_schema}.create_hypertable(
            '${flyway:defaultSchema}.window_revision'::regclass,
            ${timescale_schema}.by_range('window_start', interval '7 days'), create_default_indexes => false);
        alter table observation set (
            timescaledb.compress,
            timescaledb.compress_segmentby = 'series_id',
            timescaledb.compress_orderby = 'phenomenon_time, revision desc');
        alter table window_revision set (
            timescaledb.compress,
            timescaledb.compress_segmentby = 'series_id, size_ms',
            timescaledb.compress_orderby = 'window_start, revision');
        -- counted from the creation of a chunk, so that a replay of an old year is not compressed while it is written
        perform ${timescale_schema}.add_compression_policy(
            '${flyway:defaultSchema}.observation'::regclass, compress_created_before => interval '7 days');
        perform ${timescale_schema}.add_compression_policy(
            '${flyway:defaultSchema}.window_revision'::regclass, compress_created_before => interval '7 days');
    end if;
end
$layout$;

-- Creates the monthly partitions that are missing. The lock makes it safe from several sessions at once; attaching a
-- table, unlike creating it as a partition, does not wait for those who write into the others.
create function ensure_partitions(parent text, months date[]) returns void
language plpgsql as $$
declare
    month     date;
    partition text;
begin
    perform pg_advisory_xact_lock(hashtextextended('metrobed.partitions.' || current_schema, 0));
    foreach month in array months loop
        partition := parent || to_char(month, '_YYYY_MM');
        if to_regclass(format('%I.%I', current_schema, partition)) is null then
            execute format('create table %I (like %I including all)', partition, parent);
            execute format(
                'alter table %I attach partition %I for values from (%L) to (%L)',
                parent, partition,
                to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
                to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        end if;
    end loop;
end
$$;
comment on function ensure_partitions is 'Native layout only: creates missing monthly partitions; months are first days.';
