package org.metrobed.api.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;

class FillingTest {

    private static final WindowSeries SERIES = new WindowSeries("city/a/no2", "", "no2", "ug/m3", Set.of(), List.of());
    private static final double NONE = Double.NaN;

    @Test
    void previousGoesOnForSoManyWindows() {
        Filling filling = new Filling(Filling.Mode.PREVIOUS, 2);
        assertThat(means(filling, NONE, 4, NONE, NONE, NONE, 8)).containsExactly(null, 4.0, 4.0, 4.0, null, 8.0);
        assertThat(marks(filling, 4, NONE, NONE, NONE)).containsExactly(null, "previous", "previous", "empty");
    }

    @Test
    void lineIsDrawnOverAWholeGapOrNotAtAll() {
        Filling filling = new Filling(Filling.Mode.LINEAR, 2);
        assertThat(means(filling, 4, NONE, NONE, 10, NONE)).containsExactly(4.0, 6.0, 8.0, 10.0, null);
        assertThat(means(filling, 4, NONE, NONE, NONE, 10)).containsExactly(4.0, null, null, null, 10.0);
        assertThat(marks(filling, 4, NONE, 10)).containsExactly(null, "linear", null);
    }

    @Test
    void rowsOfNullsStayNull() {
        Filling filling = new Filling(Filling.Mode.NULL, 24);
        assertThat(means(filling, 4, NONE, 10)).containsExactly(4.0, null, 10.0);
        assertThat(filling.margin()).isZero();
        assertThat(filling.isGrid()).isTrue();
        assertThat(Filling.NONE.isGrid()).isFalse();
    }

    private static List<Double> means(Filling filling, double... values) {
        List<Double> means = new ArrayList<>();
        fill(filling, values).forEach(item -> means.add(item.values().mean()));
        return means;
    }

    private static List<String> marks(Filling filling, double... values) {
        List<String> marks = new ArrayList<>();
        fill(filling, values).forEach(item -> marks.add(item.marks().filled()));
        return marks;
    }

    private static List<WindowItem> fill(Filling filling, double... values) {
        List<WindowItem> row = new ArrayList<>();
        for (double value : values) {
            boolean known = !Double.isNaN(value);
            row.add(new WindowItem(
                    SERIES,
                    row.size() * 60L,
                    row.size() * 60L + 60,
                    0,
                    null,
                    1,
                    known
                            ? AggregateValues.of(Summary.of(value, 1), new ExpectedReadings(1, 1), Map.of(), Set.of())
                            : AggregateValues.NONE,
                    new WindowItem.Marks(false, false, known ? null : Filling.EMPTY, List.of())));
        }
        List<WindowItem> filled = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            filled.add(filling.fill(row, i));
        }
        return filled;
    }
}
