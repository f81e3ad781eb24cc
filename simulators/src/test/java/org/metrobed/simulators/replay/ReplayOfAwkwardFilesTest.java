package org.metrobed.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.ValueWords;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.simulators.WorkProgress;

/** Files of the field: headers in the middle, runs of blanks, flags, thousands, long form, matrices. */
class ReplayOfAwkwardFilesTest {

    private static final String COMMON = """
            name: a
            testbed: { id: lab, name: Lab, zone: Europe/Berlin }
            thing: { id: s, name: S, family: air, lat: 52.5, lon: 13.4 }
            """;

    private static final String LOCAL = "time: { columns: time, patterns: 'yyyy-MM-dd HH:mm', zone: '+01:00' }\n";

    private static final String LATIN = COMMON + LOCAL + """
            csv: { encoding: UTF-8, delimiter: tab, decimal: ',', missing: ['\u2013'], thousands: ' ' }
            datastreams:
              - { column: Feinstaub \u00B5g/m\u00B3, property: pm10, name: PM10, unit: ug/m3, interval: PT1H }
              - { column: Verkehr, property: cars, name: Cars, unit: /h, interval: PT1H }
            """;

    private final List<String> payloads = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void wordsOfStatesAndCountersThatRollOverAreReadAndCounted() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + LOCAL + """
                datastreams:
                  - { column: door, property: door, name: Door, unit: "1", interval: PT1H, statistic: state, states: { shut: 0, open: 1 } }
                  - { column: e, property: e, name: E, unit: kW.h, interval: PT1H, statistic: total, rolls-over-at: 1000.5 }
                """, """
                time,door,e
                2026-05-01 00:00,shut,999
                2026-05-01 01:00,open,1
                2026-05-01 02:00,TRUE,2
                2026-05-01 03:00,ajar,3
                """);
        assertThat(payloads.get(0))
                .contains("\"door\":\"shut\",\"e\":999", "\"door\":\"open\",\"e\":1", "\"door\":\"TRUE\"");
        assertThat(report.readings()).isEqualTo(7);
        assertThat(report.notes()).containsExactly("line 5, door: no number in 'ajar'");
    }

    @Test
    void directionGoesOnAroundTheCircleAfterItsOffset() throws IOException, InterruptedException {
        replay(COMMON + LOCAL + """
                datastreams:
                  - { column: d, property: d, name: D, unit: deg, interval: PT1H, statistic: direction, offset: 15 }
                """, """
                time,d
                2026-05-01 00:00,350
                2026-05-01 01:00,20
                2026-05-01 02:00,999
                """);
        assertThat(payloads.get(0)).contains("{\"d\":5}", "{\"d\":35}", "{\"d\":1014}");
    }

    @Test
    void emptyUnitIsSentEmptyUnlessTheMappingSaysWhichItIs() throws IOException, InterruptedException {
        String rows = """
                time,value,units
                2026-05-01 00:00,40,
                2026-05-01 01:00,41,mg/m3
                """;
        String column = "datastreams:\n  - { column: value, unit-column: units, property: v, name: V, unit: ug/m3,"
                + " interval: PT1H%s }\n";
        replay(COMMON + LOCAL + column.formatted(""), rows);
        assertThat(payloads.get(0)).contains("{\"v\":40,\"u\":\"\"}", "{\"v\":41,\"u\":\"mg/m3\"}");
        replay(COMMON + LOCAL + column.formatted(", unit-if-empty: ug/m3"), rows);
        assertThat(payloads.get(0)).contains("{\"v\":40,\"u\":\"ug/m3\"}", "{\"v\":41,\"u\":\"mg/m3\"}");
    }

    @Test
    void localTimesThatTheClockSkipsOrShowsTwiceAreToldApart() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + """
                time: { columns: time, patterns: 'yyyy-MM-dd HH:mm', zone: Europe/Berlin }
                datastreams:
                  - { column: v, property: v, name: V, unit: Cel, interval: PT1H }
                """, """
                time,v
                2026-03-29 02:30,1
                2026-10-25 02:30,2
                soon,3
                """);
        assertThat(report.notes())
                .satisfiesExactly(
                        skipped -> assertThat(skipped)
                                .startsWith("line 2: '2026-03-29 02:30' is skipped by the clock of Europe/Berlin"),
                        twice -> assertThat(twice)
                                .startsWith("line 3: '2026-10-25 02:30' is shown twice by the clock of Europe/Berlin")
                                .endsWith("time.ambiguous can be earlier or later"),
                        rubbish -> assertThat(rubbish).isEqualTo("line 4: no time in 'soon'"));
    }

    @Test
    void byteOrderMarkInAnotherEncodingIsTold() {
        assertThatThrownBy(() -> replay(
                        COMMON + "csv: { encoding: windows-1252 }\n" + LOCAL + """
                datastreams:
                  - { column: v, property: v, name: V, unit: Cel, interval: PT1H }
                """,
                        "\u00ef\u00bb\u00bftime,v\n2026-05-01 00:00,1\n"))
                .hasMessageContaining("the byte-order mark of UTF-8, so csv.encoding is 'UTF-8'");
    }

    @Test
    void headerThatComesAgainInAnotherOrderIsTakenAsHeader() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + LOCAL + """
                datastreams:
                  - { column: temp, property: temp, name: T, unit: Cel, interval: PT1H }
                  - { column: rh, property: rh, name: RH, unit: '%', interval: PT1H }
                """, """
                time,temp,rh
                2025-03-01 01:00,5.1,80
                time,rh,temp
                2025-03-01 03:00,82,5.3
                time,temp,rh
                2025-03-01 04:00,5.4,83
                """);

        assertThat(sent())
                .containsExactly(
                        "2025-03-01T00:00:00Z {temp:5.1,rh:80}",
                        "2025-03-01T02:00:00Z {temp:5.3,rh:82}",
                        "2025-03-01T03:00:00Z {temp:5.4,rh:83}");
        assertThat(report.rows()).isEqualTo(3);
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void headerThatComesAgainWithoutAColumnStopsTheReplayAtItsLine() {
        assertThatThrownBy(() -> replay(
                        COMMON + LOCAL + """
                datastreams:
                  - { column: temp, property: temp, name: T, unit: Cel, interval: PT1H }
                  - { column: rh, property: rh, name: RH, unit: '%', interval: PT1H }
                """,
                        "time,temp,rh\n2025-03-01 01:00,5.1,80\ntime,temp,hum\n2025-03-01 02:00,5.2,81\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 3 is a header without the column 'rh'");
    }

    @Test
    void rowWithAnotherNumberOfCellsIsRefusedWhole() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + LOCAL + """
                datastreams:
                  - { column: temp, property: temp, name: T, unit: Cel, interval: PT1H }
                """, """
                time,rh,temp
                2025-03-01 01:00,80,5.1,
                2025-03-01 02:00,80,5,2
                2025-03-01 03:00,80
                """);

        assertThat(report.readings()).isEqualTo(1);
        assertThat(report.unreadable()).isEqualTo(2);
        assertThat(report.notes())
                .containsExactly("line 3 has 4 cells, must have 3", "line 4 has 2 cells, must have 3");
    }

    @Test
    void runsOfBlanksDivideOnceAndTheProvidersFlagsAreSent() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + """
                csv: { delimiter: blanks, missing: ['', '-99.9999'] }
                time: { columns: [date, time], patterns: 'yyyy/MM/dd HH:mm:ss', zone: '+00:00' }
                flag: { column: flag, suspect: [3], fail: [4], missing: [5] }
                datastreams:
                  - { column: level, property: level, name: L, unit: m, interval: PT1H }
                """, """
                date time level flag use
                2008/03/01 00:00:00    2.3410      1      1
                2008/03/01 01:00:00   -0.1120      3      1
                2008/03/01 02:00:00    9.9990      4      0
                2008/03/01 03:00:00    1.0000      5      0
                2008/03/01 04:00:00  -99.9999      1      0
                """);

        assertThat(sent())
                .containsExactly(
                        "2008-03-01T00:00:00Z {level:2.341}",
                        "2008-03-01T01:00:00Z {level:{v:-0.112,qc:3}}",
                        "2008-03-01T02:00:00Z {level:{v:9.999,qc:4}}",
                        "2008-03-01T03:00:00Z {level:null}",
                        "2008-03-01T04:00:00Z {level:null}");
        assertThat(report.missing()).isEqualTo(2);
    }

    /** Public reports: '&lt;' or BDL beside a value that is the limit of detection, or beside an empty cell. */
    @Test
    void flagOfAValueBelowTheLimitOfDetectionIsSent() throws IOException, InterruptedException {
        replay(COMMON + LOCAL + """
                flag: { column: q, suspect: [E, "<E"], censored: ["<", BDL, "<E"] }
                datastreams:
                  - { column: no2, property: no2, name: NO2, unit: ug/m3, interval: PT1H }
                """, """
                time,no2,q
                2025-03-01 01:00,2.0,<
                2025-03-01 02:00,,bdl
                2025-03-01 03:00,2.0,<E
                2025-03-01 04:00,7.5,
                """);

        assertThat(sent())
                .containsExactly(
                        "2025-03-01T00:00:00Z {no2:{v:2,censored:true}}",
                        "2025-03-01T01:00:00Z {no2:{v:null,censored:true}}",
                        "2025-03-01T02:00:00Z {no2:{v:2,qc:3,censored:true}}",
                        "2025-03-01T03:00:00Z {no2:7.5}");
    }

    /** Public reports: UTF-16 from a spreadsheet, windows-1252 from a logger, narrow blanks between thousands. */
    @ParameterizedTest
    @CsvSource({
        "UTF-8, ''",
        "UTF-8, \uFEFF",
        "UTF-16, ''",
        "UTF-16LE, ''",
        "UTF-16LE, \uFEFF",
        "UTF-16BE, \uFEFF",
        "windows-1252, ''"
    })
    void fileIsReadInItsEncodingWithAndWithoutAMark(String encoding, String mark)
            throws IOException, InterruptedException {
        String thin = encoding.startsWith("UTF") ? "\u202F" : "\u00A0";
        ReplayReport report = replay(
                LATIN.replace("UTF-8", encoding),
                mark + "time\tFeinstaub \u00B5g/m\u00B3\tVerkehr\n2025-03-01 10:00\t12,5\t1" + thin
                        + "234,5\n2025-03-01 11:00\t\u2013\t987,0\n2025-03-01 12:00\t\u00A08,0\t12" + thin + "000,0\n");

        assertThat(sent())
                .containsExactly(
                        "2025-03-01T09:00:00Z {pm10:12.5,cars:1234.5}",
                        "2025-03-01T10:00:00Z {pm10:null,cars:987}",
                        "2025-03-01T11:00:00Z {pm10:8,cars:12000}");
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void fileInAnotherEncodingThanStatedIsRefusedOrItsMissingWordIsUnreadable()
            throws IOException, InterruptedException {
        String text = "time\tFeinstaub \u00B5g/m\u00B3\tVerkehr\n2025-03-01 11:00\t\u2013\t987,0\n";
        Path windows = Files.writeString(folder.resolve("w.tsv"), text, Charset.forName("windows-1252"));
        assertThatThrownBy(() -> run(Mappings.parse(LATIN), windows)).hasMessageContaining("is not text in UTF-8");
        Path little = Files.writeString(folder.resolve("l.tsv"), text, StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> run(Mappings.parse(LATIN.replace("UTF-8", "UTF-16")), little))
                .hasMessageContaining("no column 'time' in the header");
        ReplayReport report = run(Mappings.parse(LATIN.replace("UTF-8", "ISO-8859-1")), windows);
        assertThat(report.unreadable()).isEqualTo(1);
        assertThat(report.missing()).isZero();
    }

    /** Public reports: T for a trace, and -1 for "less than 0.05 mm" in sums. */
    @Test
    void wordsAndNumbersThatStandForOthersAreLeftToTheBinding() throws IOException, InterruptedException {
        String mapping = COMMON + LOCAL + """
                csv: { missing: ['', M] }
                datastreams:
                  - column: rr
                    property: rain
                    name: Rain
                    unit: mm
                    statistic: count
                    interval: PT1H
                    scale: 0.1
                    values: { T: { value: 0, censored: true }, -1: { value: 0, censored: true } }
                """;
        ReplayReport report = replay(mapping, """
                time,rr
                2025-03-01 01:00,4
                2025-03-01 02:00, T
                2025-03-01 03:00,-1
                2025-03-01 04:00,M
                2025-03-01 05:00,<0.5
                """);

        assertThat(sent())
                .containsExactly(
                        "2025-03-01T00:00:00Z {rain:4}",
                        "2025-03-01T01:00:00Z {rain:T}",
                        "2025-03-01T02:00:00Z {rain:-1}",
                        "2025-03-01T03:00:00Z {rain:null}",
                        "2025-03-01T04:00:00Z {rain:<0.5}");
        assertThat(List.of(report.readings(), report.missing(), report.unreadable()))
                .containsExactly(3L, 1L, 1L);
        assertThat(report.notes()).containsExactly("line 6, rr: no number in '<0.5'");
        Binding.FieldUse use = CatalogReader.read(
                        CatalogFiles.of(Mappings.parse(mapping).toCatalogFiles()), 1)
                .bindings()
                .get(0)
                .use("rain");
        assertThat(use.scale()).isEqualTo(0.1);
        assertThat(use.words())
                .isEqualTo(new ValueWords(
                        Map.of("T", new ValueWords.Meaning(0, true)),
                        Map.of(-1.0, new ValueWords.Meaning(0, true)),
                        TextRules.NONE));
    }

    @Test
    void thousandsAndDecimalCommaAreReadIfTheMappingSaysSo() throws IOException, InterruptedException {
        String mapping = COMMON + LOCAL + """
                csv: { delimiter: ';', decimal: ',', thousands: '.' }
                datastreams:
                  - { column: v, property: v, name: V, unit: '{count}', statistic: count, interval: PT1H }
                """;
        String rows = "time;v\n2025-03-01 01:00;1.234,5\n2025-03-01 02:00;999,5\n2025-03-01 03:00;12.345\n";

        replay(mapping, rows);
        assertThat(sent())
                .containsExactly(
                        "2025-03-01T00:00:00Z {v:1234.5}",
                        "2025-03-01T01:00:00Z {v:999.5}",
                        "2025-03-01T02:00:00Z {v:12345}");

        assertThat(replay(mapping.replace(", thousands: '.'", ""), rows).unreadable())
                .isEqualTo(2);
    }

    @Test
    void missingWordThatIsANumberIsComparedAsNumber() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + LOCAL + """
                csv: { missing: ['', '-999', 'NULL'] }
                datastreams:
                  - { column: v, property: v, name: V, unit: ug/m3, statistic: mean, interval: PT1H }
                """, """
                time,v
                2025-03-01 00:00,-999
                2025-03-01 01:00,-999.0
                2025-03-01 02:00,-999.00
                2025-03-01 03:00,null
                2025-03-01 04:00,NULL
                2025-03-01 05:00,7
                """);

        assertThat(report.missing()).isEqualTo(5);
        assertThat(report.readings()).isEqualTo(1);
    }

    @Test
    void longFormIsDividedByConditionsAndItsUnitsAreSent() throws IOException, InterruptedException {
        ReplayReport report = replay("""
                name: a
                testbed: { id: lab, name: Lab, zone: Europe/Berlin }
                thing: { id: s, name: S, family: air, lat: 52.5, lon: 13.4, where: { location_id: 1 } }
                time: { columns: datetime, patterns: iso }
                datastreams:
                  - { column: value, where: { parameter: pm25 }, unit-column: units, property: pm25, name: PM2.5,
                      unit: ug/m3, statistic: mean, interval: PT1H }
                  - { column: value, where: { parameter: [no2, NO2] }, unit-column: units, property: no2, name: NO2,
                      unit: '[ppb]', statistic: mean, interval: PT1H }
                """, """
                location_id,datetime,parameter,units,value
                1,2025-03-01T01:00:00+01:00,no2,ppm,0.02
                1,2025-03-01T01:00:00+01:00,pm25,µg/m³,10
                2,2025-03-01T01:00:00+01:00,pm25,µg/m³,99
                1,2025-03-01T02:00:00+01:00,NO2,ppm,0.03
                1,2025-03-01T02:00:00+01:00,pm25,µg/m³,11
                1,2025-03-01T02:00:00+01:00,o3,ppm,0.3
                """);

        assertThat(payloads).hasSize(1);
        assertThat(sent())
                .containsExactly(
                        "2025-03-01T00:00:00Z {no2:{v:0.02,u:ppm}}",
                        "2025-03-01T00:00:00Z {pm25:{v:10,u:µg/m³}}",
                        "2025-03-01T01:00:00Z {no2:{v:0.03,u:ppm}}",
                        "2025-03-01T01:00:00Z {pm25:{v:11,u:µg/m³}}");
        assertThat(report).isEqualTo(new ReplayReport(6, 4, 0, 0, 2, 1, 7, List.of()));
    }

    @Test
    void repeatedHourOfALongFormIsReadByTheOrderOfEachSeries() throws IOException, InterruptedException {
        replay(COMMON + """
                time: { columns: time, patterns: 'yyyy-MM-dd HH:mm', zone: Europe/Berlin }
                datastreams:
                  - { column: v, where: { p: a }, property: a, name: A, unit: Cel, interval: PT1H }
                  - { column: v, where: { p: b }, property: b, name: B, unit: Cel, interval: PT1H }
                """, """
                time,p,v
                2025-10-26 01:00,a,1
                2025-10-26 01:00,b,1
                2025-10-26 02:00,a,2
                2025-10-26 02:00,b,2
                2025-10-26 02:00,a,3
                2025-10-26 02:00,b,3
                """);

        assertThat(sent())
                .endsWith(
                        "2025-10-26T00:00:00Z {a:2}",
                        "2025-10-26T00:00:00Z {b:2}",
                        "2025-10-26T01:00:00Z {a:3}",
                        "2025-10-26T01:00:00Z {b:3}");
    }

    @Test
    void matrixOfDaysAndHoursHasATimeInEachCell() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + """
                csv: { missing: ['', '-'] }
                time: { columns: date, patterns: 'yyyy-MM-dd H', zone: '+01:00' }
                datastreams:
                  - { columns: ['1', '2', '24'], property: v, name: V, unit: Cel, interval: PT1H }
                """, "date,1,2,24,max\n2025-03-01,5,-,7,7\n2025-03-02,8,9,x,9\n");

        assertThat(sent())
                .containsExactly(
                        "2025-03-01T00:00:00Z {v:5}",
                        "2025-03-01T01:00:00Z {v:null}",
                        "2025-03-01T23:00:00Z {v:7}",
                        "2025-03-02T00:00:00Z {v:8}",
                        "2025-03-02T01:00:00Z {v:9}",
                        "2025-03-02T23:00:00Z {v:x}");
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.readings()).isEqualTo(4);
        assertThat(report.notes()).containsExactly("line 3, 24: no number in 'x'");
    }

    @Test
    void matrixHasAFlagOfTheProviderBesideEachCell() throws IOException, InterruptedException {
        String mapping = COMMON + """
                csv: { missing: ['', '-'] }
                time: { columns: date, patterns: "yyyy-MM-dd 'H'HH", zone: '+01:00' }
                flag: { columns: [V01, V24], suspect: [T], missing: [N] }
                datastreams:
                  - { columns: [H01, H24], property: v, name: V, unit: Cel, interval: PT1H }
                """;
        replay(mapping, "date,H01,V01,H24,V24\n2025-03-01,5,V,0,N\n2025-03-02,\u00a06,T,7,V\n");

        assertThat(sent())
                .containsExactly(
                        "2025-03-01T00:00:00Z {v:5}",
                        "2025-03-01T23:00:00Z {v:null}",
                        "2025-03-02T00:00:00Z {v:{v:6,qc:3}}",
                        "2025-03-02T23:00:00Z {v:7}");
        assertThatThrownBy(() -> replay(mapping.replace("[H01, H24]", "[H01, H02, H24]"), "date\n"))
                .hasMessageContaining(
                        "datastreams[0].flag names 2 columns, but the datastream has 3; it must name one for each");
    }

    @Test
    void commentsAndLineBreaksWithinQuotesAreNoRows() throws IOException, InterruptedException {
        ReplayReport report = replay(COMMON + LOCAL + """
                csv: { comment: '#' }
                datastreams:
                  - { column: v, property: v, name: V, unit: Cel, interval: PT1H }
                """, """
                \uFEFF# station 7
                time,note,v
                2025-03-01 01:00,"two
                lines, one cell",1
                # restarted
                2025-03-01 02:00,,x
                """);

        assertThat(report.readings()).isEqualTo(1);
        assertThat(report.notes()).containsExactly("line 6, v: no number in 'x'");
    }

    @Test
    void keysThatContradictOneAnotherAreNamed() {
        assertThatThrownBy(() -> replay(COMMON + LOCAL + """
                csv: { decimal: ',', delimiter: ';', thousands: ',' }
                flag: { column: q }
                datastreams:
                  - { column: v, columns: [a, b], property: v, name: V, unit: Cel, interval: PT1H }
                  - { column: v, where: { p: }, unit-column: u, scale: 2, property: w, name: V, unit: Cel, interval: PT1H }
                """, "time,v\n"))
                .hasMessageContaining("csv.thousands must differ from decimal")
                .hasMessageContaining("flag must list suspect, fail, missing or censored flags")
                .hasMessageContaining("columns and column exclude each other")
                .hasMessageContaining("where.p must be one or several words of the column")
                .hasMessageContaining("unit-column excludes scale and offset");
    }

    private ReplayReport replay(String mapping, String text) throws IOException, InterruptedException {
        payloads.clear();
        ReplayMapping read = Mappings.parse(mapping);
        return run(
                read,
                Files.writeString(folder.resolve("f.csv"), text, read.csv().encoding()));
    }

    private ReplayReport run(ReplayMapping read, Path file) throws IOException, InterruptedException {
        return new Replay(read, Replay.Options.DEFAULT, WorkProgress.SILENT)
                .run(file, (topic, payload) -> payloads.add(new String(payload, StandardCharsets.UTF_8)));
    }

    /** Each sample as time and values, without quotes. */
    private List<String> sent() {
        return payloads.stream()
                .flatMap(
                        payload -> List.of(payload.replaceAll("^\\[|]$|\"", "").split("(?<=}),(?=\\{t:)", -1)).stream())
                .map(sample -> sample.substring(3, sample.length() - 1).replace(",o:", " "))
                .toList();
    }
}
