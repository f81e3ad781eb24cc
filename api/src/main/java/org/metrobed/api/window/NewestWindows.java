package org.metrobed.api.window;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Moments;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.window.WindowReader;

/** The newest windows of each series of a query, and the first window of all. Not thread-safe. */
final class NewestWindows {

    private final WindowReader reader;
    private final WindowQuestion question;

    NewestWindows(WindowReader reader, WindowQuestion question) {
        this.reader = reader;
        this.question = question;
    }

    /** Up to {@code number} windows of each series, in the order of the query. */
    List<WindowItem> list(Listing.Pin pin, int number) {
        List<WindowItem> newest = new ArrayList<>();
        for (WindowSeries series : question.series()) {
            WindowQuestion one = WindowQuestionBuilder.builder(question)
                    .series(List.of(series))
                    .order(TimeOrder.NEWEST_FIRST)
                    .build();
            WindowSlices slices = new WindowSlices(reader, one, pin, number);
            for (int i = 0; i < number && slices.hasNext(); i++) {
                newest.add(slices.next());
            }
        }
        newest.sort(question.order().sorting(WindowItem.ORDER));
        return newest;
    }

    /** The start of the first window of the query at any time; empty if there is none. */
    Optional<Instant> findFirst(Listing.Pin pin) throws SQLException {
        WindowQuestion oldest = WindowQuestionBuilder.builder(question)
                .order(TimeOrder.OLDEST_FIRST)
                .filling(Filling.NONE)
                .build();
        Listing.Pin ever = new Listing.Pin(pin.asOf(), Datetime.ALL, List.of());
        WindowSlices slices = new WindowSlices(reader, oldest, ever, 1);
        return slices.hasNext() ? Optional.of(Moments.ofMicros(slices.next().startMicros())) : Optional.empty();
    }
}
