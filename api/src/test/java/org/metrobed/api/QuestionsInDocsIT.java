package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.contract.CsvText;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** The requests of docs/QUESTIONS.md, by curl, Python and R, and the clients that {@code ClientResource} serves. */
class QuestionsInDocsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CURL = Pattern.compile("curl '(.*)'");
    private static final int QUESTIONS = 10;

    private static ApiFixture api;
    private static String document;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.windows(), Seeds.windows());
        api.append(RowWriters.windows(), List.of(hour()));
        document = Files.readString(Path.of("../docs/QUESTIONS.md"))
                .replace(
                        "http://127.0.0.1:8080",
                        "http://127.0.0.1:" + api.uri("/").getPort())
                .replace("riverbend/air-market-square", "city/station")
                .replace("riverbend/air-northbank-park", "city/park")
                .replace("48.3302,15.7604", "48.2001,16.3701");
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    /** The hour before noon. */
    private static WindowRevision hour() {
        Instant start = Times.NOON.minus(Duration.ofHours(1));
        return WindowRevisionBuilder.builder(Seeds.window(
                        "city/station/pm25",
                        start,
                        0,
                        Seeds.summary(start, 10, 20),
                        Summary.EMPTY,
                        0,
                        Times.NOON.plusSeconds(60)))
                .sizeMillis(Duration.ofHours(1).toMillis())
                .build();
    }

    /** The code of a language under the ten questions, without the lines at the start. */
    private static List<String> code(String language) {
        List<String> code = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(document.substring(document.indexOf("## 1.")));
        while (blocks.find()) {
            if (blocks.group(1).equals(language)) {
                code.add(blocks.group(2).strip());
            }
        }
        assertThat(code).hasSize(QUESTIONS);
        return code;
    }

    /** The number of rows of each question. */
    private static List<Integer> rows() throws Exception {
        List<Integer> rows = new ArrayList<>();
        for (String command : code("sh")) {
            Matcher curl = CURL.matcher(command);
            assertThat(curl.matches()).as(command).isTrue();
            String path = curl.group(1).replaceFirst("http://[^/]*", "");
            HttpResponse<String> answer = api.get(path);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
            rows.add(CsvText.parse(answer.body()).size() - 1);
        }
        return rows;
    }

    @Test
    void everyQuestionHasAnAnswer() throws Exception {
        assertThat(rows()).allMatch(count -> count > 0);
    }

    @Test
    void pythonReadsTheSameRows(@TempDir Path folder) throws Exception {
        String python = System.getenv().getOrDefault("METROBED_TEST_PYTHON", "python3");
        assumeTrue(run(folder, python, "-c", "import pandas").code() == 0, "pandas is not installed");
        save(folder, "metrobed.py");
        StringBuilder script = new StringBuilder("import metrobed\n");
        script.append("server = '").append(api.uri("")).append("'\n");
        for (String question : code("python")) {
            script.append("frame = ").append(question).append('\n');
            script.append("assert ':' in frame.attrs.get('as_of', 'catalog:'), frame.attrs\n");
            script.append("print(len(frame))\n");
        }
        script.append("hours = metrobed.windows(server, property='pm25', window='1m', tz='Europe/Paris', last='1h')\n");
        script.append("assert str(hours['start'].dtype).endswith('Europe/Paris]'), hours.dtypes\n");
        script.append("assert hours.attrs['units']['city/park/pm25'] == 'ug/m3', hours.attrs\n");
        script.append("assert hours['mean'].dtype == 'float64' and hours['incomplete'].dtype == 'bool'\n");
        script.append("try:\n    metrobed.windows(server, property='pm52')\n    raise SystemExit('no error')\n");
        script.append(
                "except metrobed.MetrobedError as error:\n    assert \"did you mean 'pm25'\" in str(error), error\n");
        Files.writeString(folder.resolve("ask.py"), script);
        assertSameRows(run(folder, python, "ask.py"));
    }

    @Test
    void rReadsTheSameRows(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/Rscript")), "R is not installed");
        save(folder, "metrobed.R");
        StringBuilder script = new StringBuilder("source('metrobed.R')\n");
        script.append("server <- '").append(api.uri("")).append("'\n");
        for (String question : code("r")) {
            script.append("frame <- ").append(question).append("\ncat(nrow(frame), '\\n')\n");
        }
        script.append(
                "m <- metrobed_windows(server, property = 'pm25', window = '1m', tz = 'Europe/Paris', last = '1h')\n");
        script.append("stopifnot(inherits(m$start, 'POSIXct'), attr(m$start, 'tzone') == 'Europe/Paris')\n");
        script.append("stopifnot(is.numeric(m$mean), is.logical(m$incomplete), nchar(attr(m, 'as_of')) > 10)\n");
        script.append("e <- tryCatch(metrobed_windows(server, property = 'pm52'), error = conditionMessage)\n");
        script.append("stopifnot(grepl('refused', e))\n");
        Files.writeString(folder.resolve("ask.R"), script);
        assertSameRows(run(folder, "/usr/bin/Rscript", "ask.R"));
    }

    private static void assertSameRows(Output output) throws Exception {
        assertThat(output.code()).as(output.text()).isZero();
        assertThat(output.text()
                        .lines()
                        .map(line -> Integer.valueOf(line.strip()))
                        .toList())
                .isEqualTo(rows());
    }

    private static void save(Path folder, String client) throws Exception {
        HttpResponse<String> file = api.get("/" + client);
        assertThat(file.statusCode()).isEqualTo(200);
        Files.writeString(folder.resolve(client), file.body());
    }

    private record Output(int code, String text) {}

    private static Output run(Path folder, String... command) throws IOException, InterruptedException {
        Path text = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(text.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        return new Output(ended ? process.exitValue() : -1, Files.readString(text, StandardCharsets.UTF_8));
    }
}
