package org.metrobed.store.correction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.LogMinute;
import org.metrobed.analysis.correction.ProductCause;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/**
 * The tables of products that follow their inputs: which datastream is an input of which product, and why revisions of
 * products were written. Static functions only.
 */
public final class ProductTables {

    /** Why revisions of products were written. */
    public static final Table<ProductCause> CAUSES = Table.<ProductCause>named("product_cause")
            .text("datastream", ProductCause::datastream)
            .micros("phenomenon_time", ProductCause::phenomenonMicros)
            .int4("revision", ProductCause::revision)
            .text("input", ProductCause::input)
            .micros("input_time", ProductCause::inputMicros)
            .text("event", ProductCause::event)
            .text("annotation_id", ProductCause::annotation)
            .readBy(ProductTables::read)
            .key("datastream", "phenomenon_time", "revision");

    /**
     * Listed corrections of inputs of a product p near a day c.day: farther than any test and any product looks. They are
     * computed before the product is.
     */
    private static final String INPUTS_DUE = "from product_input p join correction_due d on d.datastream = p.input"
            + " and d.day > c.day - interval '6 days' and d.day < c.day + interval '6 days' where p.product = c.datastream";

    /** Condition: no input of the listed day c has to be computed first. */
    static final String INPUTS_ARE_DONE = "not exists (select " + INPUTS_DUE + " and d.due_time <= c.due_time)";

    private ProductTables() {}

    /** The datastreams that are known as inputs of a product; none if it is measured. */
    static List<String> listInputs(DataSource database, String product) throws SQLException {
        return new Query()
                .add("select input from product_input where product = ? and direct order by input", product)
                .list(database, row -> row.text("input"));
    }

    /**
     * Remembers that products are computed from inputs.
     *
     * @param direct whether they are computed from them, not from products of them
     * @return how many were not known
     */
    static int add(Connection connection, Collection<String> products, Collection<String> inputs, boolean direct)
            throws SQLException {
        return products.isEmpty() || inputs.isEmpty()
                ? 0
                : new Query()
                        .add("insert into product_input (product, input, direct)")
                        .add(
                                "select p.name, i.name, ? from unnest(?) as p (name) cross join unnest(?) as i (name)",
                                direct,
                                List.copyOf(products),
                                List.copyOf(inputs))
                        .add("order by 1, 2 on conflict do nothing")
                        .update(connection);
    }

    /** The last full minute of log time before the first correction of an input that is not written. */
    static long lastSettledMinute(DataSource database, Cell cell) throws SQLException {
        return new Query()
                        .add("select (select " + Query.asMillis("min(d.due_time)") + " " + INPUTS_DUE + ") as due")
                        .add(
                                "from (select ?::text as datastream, " + Query.micros() + " as day) c",
                                cell.datastream(),
                                cell.startMicros())
                        .list(database, row -> row.optionalTime("due"))
                        .get(0)
                        .orElse(Long.MAX_VALUE)
                - LogMinute.MILLIS;
    }

    private static ProductCause read(ResultRow row) throws SQLException {
        return new ProductCause(
                row.text("datastream"),
                row.int8("phenomenon_time"),
                row.int4("revision"),
                row.text("input"),
                row.int8("input_time"),
                row.text("event"),
                row.text("annotation_id"));
    }
}
