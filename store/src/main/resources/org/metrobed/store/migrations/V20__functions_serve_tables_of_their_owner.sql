-- The functions with the owner's rights serve only tables of their owner, in a schema that has these functions. Triggers, rules,
-- defaults and checks of another table would run with the owner's rights: a role that writes may make a temporary one.
-- current_user is the owner of the function here, and session_user the role that calls it. The schema is not named, because a
-- rebuild renames it.

create or replace function add_partitions(parent regclass, months date[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    named  record;
    month  date;
    part   text;
begin
    select n.nspname as schema, c.relname as name into named
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = parent and c.relkind = 'p' and c.relpersistence <> 't' and pg_get_userbyid(c.relowner) = current_user
      and exists (
        select from pg_proc p
        where p.pronamespace = c.relnamespace and p.proowner = c.relowner and p.proname = 'add_partitions' and p.prosecdef)
      and has_table_privilege(session_user, c.oid, 'insert');
    if not found then
        raise insufficient_privilege using message = format('%s may not append to %s', session_user, parent);
    end if;
    perform pg_advisory_xact_lock(hashtextextended('metrobed.partitions.' || named.schema, 0));
    foreach month in array months loop
        month := date_trunc('month', month);
        part := named.name || to_char(month, '_YYYY_MM');
        if to_regclass(format('%I.%I', named.schema, part)) is null then
            execute format('create table %I.%I (like %I.%I including all)', named.schema, part, named.schema, named.name);
            execute format(
                'alter table %I.%I attach partition %I.%I for values from (%L) to (%L)',
                named.schema, named.name, named.schema, part,
                to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
                to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        end if;
    end loop;
end
$$;

create or replace function leave_to_clustering(parent regclass, months date[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    part regclass;
begin
    if not exists (
        select from pg_class c join pg_proc p on p.pronamespace = c.relnamespace and p.proowner = c.relowner
        where c.oid = parent and c.relpersistence <> 't' and pg_get_userbyid(c.relowner) = current_user
          and p.proname = 'leave_to_clustering' and p.prosecdef and has_table_privilege(session_user, c.oid, 'insert')) then
        raise insufficient_privilege using message = format('%s may not append to %s', session_user, parent);
    end if;
    for part in
        select c.oid from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = parent and c.relname in (
            select p.relname || to_char(m, '_YYYY_MM') from pg_class p cross join unnest(months) m where p.oid = parent)
        and not coalesce(c.reloptions, '{}') @> array['autovacuum_vacuum_insert_threshold=-1']
    loop
        execute format('alter table %s set (autovacuum_vacuum_insert_threshold = -1)', part);
    end loop;
end
$$;

create or replace function open_segments(parent regclass, column_of_time name, from_time timestamptz, to_time timestamptz, series integer[])
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select from pg_class c join pg_proc p on p.pronamespace = c.relnamespace and p.proowner = c.relowner
        where c.oid = parent and c.relpersistence <> 't' and pg_get_userbyid(c.relowner) = current_user
          and p.proname = 'open_segments' and p.prosecdef and has_table_privilege(session_user, c.oid, 'insert')) then
        raise insufficient_privilege using message = format('%s may not append to %s', session_user, parent);
    end if;
    perform set_config('timescaledb.max_tuples_decompressed_per_dml_transaction', '0', true);
    execute format(
        'update %1$s set series_id = series_id where series_id = any (%2$L::integer[])'
        ' and %3$I >= %4$L::timestamptz and %3$I < %5$L::timestamptz and ctid = ''(0,0)''',
        parent, series, column_of_time, from_time, to_time);
end
$$;
