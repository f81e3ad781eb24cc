-- Many late rows of a compressed chunk are appended fast if the segments that they belong to are decompressed before: the
-- key of a row is then looked up in the index, and not in decompressed batches, a batch for each row. TimescaleDB compresses
-- the segments again with its next job.

-- Decompresses what a chunk has compressed of some series. An update
-- decompresses the batches that its conditions on segments and times may meet; it changes no row, because no row is at that place.
create function open_segments(parent regclass, column_of_time name, from_time timestamptz, to_time timestamptz, series integer[])
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not has_table_privilege(session_user, parent, 'insert') then
        raise insufficient_privilege using message = format('%s may not append to %s', session_user, parent);
    end if;
    perform set_config('timescaledb.max_tuples_decompressed_per_dml_transaction', '0', true);
    execute format(
        'update %1$s set series_id = series_id where series_id = any (%2$L::integer[])'
        ' and %3$I >= %4$L::timestamptz and %3$I < %5$L::timestamptz and ctid = ''(0,0)''',
        parent, series, column_of_time, from_time, to_time);
end
$$;
comment on function open_segments(regclass, name, timestamptz, timestamptz, integer[]) is 'TimescaleDB only: decompresses segments of a chunk to which many late rows come.';

revoke execute on function open_segments(regclass, name, timestamptz, timestamptz, integer[]) from public;
