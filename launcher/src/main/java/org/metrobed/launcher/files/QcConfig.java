package org.metrobed.launcher.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.catalog.yaml.SourcePosition;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlProblems;
import org.metrobed.catalog.yaml.YamlText;
import org.metrobed.config.ConfigException;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.text.CellFlags;
import org.metrobed.simulators.csv.CsvFormat;
import org.metrobed.simulators.csv.RowCondition;

/**
 * The configuration of quality control for a file of measurements. Immutable.
 *
 * @param time the time column and its format
 * @param csv the CSV format of the file
 * @param where the conditions on its rows; rows that do not fulfil them are left out
 * @param streams the columns that are tested, each with its tests
 */
record QcConfig(QcTime time, CsvFormat csv, List<RowCondition> where, List<Stream> streams) {

    /** The interval of a column without a stated interval, until the file is read. */
    private static final long UNKNOWN_MICROS = 60_000_000;

    private static final String STATISTICS =
            Arrays.stream(Statistic.values()).map(Statistic::word).collect(Collectors.joining(" or "));

    private static final Duration LONGEST = Duration.ofDays(36_500);

    QcConfig {
        where = List.copyOf(where);
        streams = List.copyOf(streams);
    }

    /**
     * One column.
     *
     * @param column its name in the header
     * @param hasInterval whether the interval is stated; otherwise it is computed from the file
     * @param scale how its values differ
     * @param sentinels numbers that mean a missing value
     * @param flags the meaning of the provider's flags, if the file has some
     * @param tests names of the tests, in the order of the file
     * @param quality the parameters of the tests
     */
    record Stream(
            String column,
            boolean hasInterval,
            Scale scale,
            Sentinels sentinels,
            Optional<CellFlags> flags,
            List<String> tests,
            QualityConfig quality) {
        Stream {
            tests = List.copyOf(tests);
        }

        /** The same column with the interval that was computed from the file. */
        Stream withIntervalMicros(long micros) {
            return new Stream(column, false, scale, sentinels, flags, tests, quality.withIntervalMicros(micros));
        }
    }

    /**
     * Reads a configuration.
     *
     * @throws ConfigException with all problems, each with its line and column
     */
    static QcConfig read(Path file) throws IOException {
        YamlProblems problems = new YamlProblems();
        Optional<Field> text = YamlText.parse(file.toString(), Files.readString(file), problems);
        if (text.isEmpty() && problems.isEmpty()) {
            problems.add(new SourcePosition(file.toString(), 1, 1), "the file is empty");
        }
        check(problems);
        QcFields top = new QcFields(Fields.of(text.get()));
        QcTime time = QcTime.read(top.map("time"));
        CsvFormat csv = CsvFormat.read(top.fields().map("csv"));
        Optional<CellFlags> flags = CsvFormat.findFlags(top.fields(), false);
        List<RowCondition> where = RowCondition.list(top.fields());
        List<Stream> streams = new ArrayList<>();
        QcFields columns = top.map("streams");
        for (String column : columns.keys()) {
            streams.add(readStream(column, columns.map(column), flags));
        }
        if (streams.isEmpty()) {
            top.reject("streams", "must name at least one column");
        }
        top.finish();
        check(problems);
        return new QcConfig(time, csv, where, streams);
    }

    private static void check(YamlProblems problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    problems.list().stream().map(YamlProblem::toString).toList());
        }
    }

    private static Stream readStream(String column, QcFields fields, Optional<CellFlags> flags) {
        Optional<CellFlags> own = CsvFormat.findFlags(fields.fields(), false);
        boolean hasInterval = fields.has("interval");
        List<Double> sentinels = new ArrayList<>();
        for (String number : fields.texts("sentinels")) {
            try {
                sentinels.add(TestFields.parse(number));
            } catch (NumberFormatException e) {
                fields.reject("sentinels", "holds '" + number + "', must be numbers");
            }
        }
        Scale scale = fields.value("statistic", Statistic.INSTANT, QcConfig::statistic, STATISTICS)
                .scale();
        QcFields tests = fields.map("qartod").of(scale);
        QualityConfig quality = QualityConfig.ofInterval(hasInterval ? interval(fields) : UNKNOWN_MICROS);
        for (String test : tests.keys()) {
            if (test.equals("attenuated_signal_test") && tests.map(test).has("min_period") && !hasInterval) {
                fields.reject("interval", "must be given, for min_period to become a number of rows");
            }
            quality = withTest(quality, test, tests);
        }
        if (tests.keys().isEmpty()) {
            fields.reject("qartod", "must name at least one test");
        }
        fields.finish();
        return new Stream(
                column,
                hasInterval,
                scale,
                new Sentinels(sentinels),
                own.isPresent() ? own : flags,
                tests.keys(),
                quality);
    }

    private static QualityConfig withTest(QualityConfig quality, String test, QcFields tests) {
        QcFields thresholds = tests.map(test);
        QualityConfig more = IoosNames.add(quality, test, thresholds);
        if (more == null) {
            tests.reject(test, "is no test" + Nearest.hint(test, IoosNames.TESTS.keySet()));
            return quality;
        }
        thresholds.finish();
        return more;
    }

    private static long interval(QcFields fields) {
        return fields.value("interval", UNKNOWN_MICROS, QcConfig::micros, "an ISO 8601 duration above 0 such as PT1M");
    }

    private static Statistic statistic(String text) {
        return Arrays.stream(Statistic.values())
                .filter(one -> one.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static long micros(String text) {
        Duration interval = Duration.parse(text);
        if (interval.compareTo(Duration.ofNanos(1_000)) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text);
        }
        return interval.toNanos() / 1_000;
    }
}
