package org.metrobed.api.window;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WholeCourse;
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
    WindowItem item(WindowSeries series, List<WindowPart> members, boolean open) {
        List<MergedWindow> stored = members.stream()
                .map(WindowPart::window)
                .filter(Objects::nonNull)
                .toList();
        WholeCourse course = course(members);
        MergedWindow window = stored.isEmpty() ? null : series.isGroup() ? merged(series, stored) : stored.get(0);
        WindowPart first = members.get(0);
        return item(
                series,
                new WindowPart(series.key(), first.startMicros(), first.endMicros(), window, course),
                0,
                members.size(),
                open);
    }

    /** Not known if the order of readings has a meaning for some members and none for others. */
    private static WholeCourse course(List<WindowPart> members) {
        boolean without = members.stream()
                .anyMatch(part -> part.course() == null
                        && part.window() != null
                        && part.window().window().good().count() > 0);
        return members.stream()
                .map(WindowPart::course)
                .filter(Objects::nonNull)
                .reduce(WholeCourse::plus)
                .map(sum -> without && sum.unknown() == null
                        ? WholeCourse.unknown(sum.kind(), WholeCourse.Unknown.MIXED)
                        : sum)
                .orElse(null);
    }

    /** A row of one window of a datastream; {@code sequence} is its number among rows of this window. */
    WindowItem item(WindowSeries series, WindowPart part, int sequence, boolean open) {
        return item(series, part, sequence, 1, open);
    }

    private WindowItem item(WindowSeries series, WindowPart part, int sequence, int datastreams, boolean open) {
        WindowItem bare =
                new WindowItem(series, part, sequence, datastreams, AggregateValues.NONE, WindowItem.Marks.NONE);
        long count =
                part.window() == null ? 0 : question.flags().count(part.window().window());
        boolean any = count > 0 || part.course() != null;
        boolean withheld = any && bare.coverage(count) < question.minCoverage();
        return bare.with(
                any && !withheld ? values(series, part) : AggregateValues.NONE,
                new WindowItem.Marks(open, withheld, null, List.of()));
    }

    private AggregateValues values(WindowSeries series, WindowPart part) {
        AggregateValues values = part.window() == null
                ? AggregateValues.NONE
                : AggregateValues.of(
                        question.flags().summary(part.window().window()),
                        part.window().expected(),
                        question.aggregates().shares(),
                        series.statistics());
        return part.course() == null ? values : values.with(part.course(), part.startMicros(), series.isGroup());
    }

    /** Every reading has the same weight; datastreams without a window count as missing readings. */
    private static MergedWindow merged(WindowSeries series, List<MergedWindow> members) {
        MergedWindow newest = members.stream()
                .max(Comparator.comparing((MergedWindow member) -> !member.isNewest())
                        .thenComparingLong(member -> member.window().recordedMillis()))
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
