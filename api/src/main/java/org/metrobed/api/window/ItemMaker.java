package org.metrobed.api.window;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.window.MergedWindow;

/** Makes rows of windows: merges the windows of a group and withholds values with low coverage. Immutable. */
final class ItemMaker {

    private final WindowQuestion question;

    ItemMaker(WindowQuestion question) {
        this.question = question;
    }

    /** The row of a window of a series, merged from the windows of its datastreams, at least one. */
    WindowItem item(WindowSeries series, List<MergedWindow> members, boolean open) {
        MergedWindow window = series.isGroup() ? merged(series, members) : members.get(0);
        return item(series, window, 0, members.size(), open);
    }

    /** A row of one window; {@code sequence} is its number among rows of this window. */
    WindowItem item(WindowSeries series, MergedWindow merged, int sequence, int datastreams, boolean open) {
        WindowRevision window = merged.window();
        long count = question.flags().count(window);
        boolean withheld = count > 0 && merged.expected().coverage(count) < question.minCoverage();
        Summary summary = withheld ? Summary.EMPTY : question.flags().summary(window);
        return new WindowItem(
                series,
                window.startMicros(),
                window.endMicros(),
                sequence,
                merged,
                datastreams,
                AggregateValues.of(
                        summary, merged.expected(), question.aggregates().shares(), series.statistics()),
                new WindowItem.Marks(open, withheld, null, List.of()));
    }

    /** Every reading has the same weight; datastreams without a window count as missing readings. */
    private static MergedWindow merged(WindowSeries series, List<MergedWindow> members) {
        MergedWindow newest = members.stream()
                .max(Comparator.comparingLong(member -> member.window().recordedMillis()))
                .orElseThrow();
        WindowRevision one = newest.window();
        SummaryAccumulator good = new SummaryAccumulator();
        SummaryAccumulator suspect = new SummaryAccumulator();
        members.stream()
                .map(MergedWindow::window)
                .sorted(Comparator.comparing(WindowRevision::datastream))
                .forEach(window -> {
                    good.add(window.good());
                    suspect.add(window.suspect());
                });
        WindowRevision window = WindowRevisionBuilder.builder()
                .datastream(series.key())
                .sizeMillis(one.sizeMillis())
                .startMicros(one.startMicros())
                .revision(members.stream()
                        .mapToInt(member -> member.window().revision())
                        .max()
                        .orElse(0))
                .recordedMillis(one.recordedMillis())
                .intervalMillis(one.intervalMillis())
                .good(good.build())
                .suspect(suspect.build())
                .notEvaluatedCount(members.stream()
                        .mapToLong(member -> member.window().notEvaluatedCount())
                        .sum())
                .failCount(members.stream()
                        .mapToLong(member -> member.window().failCount())
                        .sum())
                .missingCount(members.stream()
                        .mapToLong(member -> member.window().missingCount())
                        .sum())
                .lateCount(members.stream()
                        .mapToLong(member -> member.window().lateCount())
                        .sum())
                .catalogVersion(members.stream()
                        .mapToLong(member -> member.window().catalogVersion())
                        .max()
                        .orElse(0))
                .replaces(members.stream().anyMatch(member -> member.window().replaces()))
                .build();
        return new MergedWindow(
                window,
                expected(series, members),
                members.stream().mapToInt(MergedWindow::revisions).sum(),
                members.stream().mapToInt(MergedWindow::parts).sum(),
                newest.pipelineVersion());
    }

    private static ExpectedReadings expected(WindowSeries series, List<MergedWindow> members) {
        List<String> there =
                members.stream().map(member -> member.window().datastream()).toList();
        long millis = members.get(0).window().sizeMillis();
        Stream<ExpectedReadings> absent = series.members().stream()
                .filter(member -> !there.contains(member.id()))
                .map(member -> member.expected(millis));
        return Stream.concat(absent, members.stream().map(MergedWindow::expected))
                .reduce(ExpectedReadings.UNKNOWN, ExpectedReadings::plus);
    }
}
