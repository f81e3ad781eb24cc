package org.metrobed.api.columnar;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Writes the rows of a table as records of Parquet. Not thread-safe. */
final class ParquetRows extends WriteSupport<Object> {

    /** From it readers of Arrow know the metadata of columns, which Parquet has no place for. */
    private static final String ARROW_SCHEMA = "ARROW:schema";

    private final ColumnTable table;
    private final List<TableColumn> columns;
    private RecordConsumer out;

    ParquetRows(ColumnTable table) {
        this.table = table;
        this.columns = table.columns();
    }

    @Override
    @SuppressWarnings("deprecation") // it is abstract
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    private WriteContext context() {
        Map<String, String> metadata = new LinkedHashMap<>(table.metadata());
        metadata.put(
                ARROW_SCHEMA,
                Base64.getEncoder().encodeToString(ArrowSchemas.of(table).serializeAsMessage()));
        List<Type> types = columns.stream().map(ParquetRows::type).toList();
        return new WriteContext(new MessageType("rows", types), metadata);
    }

    private static Type type(TableColumn column) {
        return switch (column.kind()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(column.name());
            case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case TRUTH -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
        };
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        this.out = consumer;
    }

    @Override
    public void write(Object row) {
        out.startMessage();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            Object value = column.value().apply(row);
            if (value != null) {
                out.startField(column.name(), i);
                write(column.kind(), value);
                out.endField(column.name(), i);
            }
        }
        out.endMessage();
    }

    private void write(TableColumn.Kind kind, Object value) {
        switch (kind) {
            case TEXT -> out.addBinary(Binary.fromString((String) value));
            case TIME -> out.addLong(ArrowOutput.micros((Instant) value));
            case WHOLE -> out.addLong(((Number) value).longValue());
            case NUMBER -> out.addDouble((Double) value);
            case TRUTH -> out.addBoolean((Boolean) value);
        }
    }
}
