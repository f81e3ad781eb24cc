package org.metrobed.api.columnar;

import java.util.List;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Arrow schemas of tables. Static functions only. */
final class ArrowSchemas {

    private ArrowSchemas() {}

    /** The schema of a table, with its metadata and that of its columns. */
    static Schema of(ColumnTable table) {
        List<Field> fields = table.columns().stream().map(ArrowSchemas::field).toList();
        return new Schema(fields, table.metadata());
    }

    private static Field field(TableColumn column) {
        return new Field(column.name(), new FieldType(true, type(column.kind()), null, column.metadata()), List.of());
    }

    private static ArrowType type(TableColumn.Kind kind) {
        return switch (kind) {
            case TEXT -> ArrowType.Utf8.INSTANCE;
            case TIME -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case WHOLE -> new ArrowType.Int(Long.SIZE, true);
            case NUMBER -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case TRUTH -> ArrowType.Bool.INSTANCE;
        };
    }
}
