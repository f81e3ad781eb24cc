-- A role that writes owns no table. What only the owner of a table may do, these functions do with the owner's rights for a
-- role that may append to the table. Names in them are looked up in pg_catalog alone, whatever the caller's search path is.

-- the name changes with the arguments: other schemas on the search path have the function of before
drop function ensure_partitions(text, date[]);

-- Creates the monthly partitions that are missing. The lock makes it safe from several sessions at once; attaching a
-- table, unlike creating it as a partition, does not wait for those who write into the others.
create function add_partitions(parent regclass, months date[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    named  record;
    month  date;
    part   text;
begin
    select n.nspname as schema, c.relname as name into named
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = parent and c.relkind = 'p' and has_table_privilege(session_user, c.oid, 'insert');
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
comment on function add_partitions(regclass, date[]) is 'Native layout only: creates missing monthly partitions; months are first days.';

-- Rows are only appended, so nothing is to be removed while a month grows. When the month is over, it is vacuumed once.
create function leave_to_clustering(parent regclass, months date[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    part regclass;
begin
    if not has_table_privilege(session_user, parent, 'insert') then
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
comment on function leave_to_clustering(regclass, date[]) is
    'Native layout only: partitions of these months are not vacuumed for new rows until they are closed.';

revoke execute on function add_partitions(regclass, date[]), leave_to_clustering(regclass, date[]) from public;
