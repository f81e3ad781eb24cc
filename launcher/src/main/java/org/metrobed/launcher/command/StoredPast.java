package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.launcher.files.TuneText;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;

/**
 * The past of datastreams as the API of a running Metrobed tells it. Readings that fail are counted, but propose no thresholds.
 *
 * @param client of the API
 * @param range of phenomenon time, ISO 8601
 */
record StoredPast(OperatorClient client, String range) {

    private static final int PAGE = 10_000;

    /**
     * The datastreams of a thing, or one of them.
     *
     * @param parts test-bed, thing, and perhaps property
     */
    List<TuneText> read(String[] parts) throws InterruptedException {
        String query = "/api/v1/datastreams?limit=1000&thing=" + text(parts[0] + "/" + parts[1])
                + (parts.length > 2 ? "&property=" + text(parts[2]) : "");
        List<TuneText> texts = new ArrayList<>();
        for (JsonNode datastream : client.get(query).get("items")) {
            texts.add(read(datastream));
        }
        return texts;
    }

    private TuneText read(JsonNode datastream) throws InterruptedException {
        String id = datastream.get("id").asText();
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> flagged = new TreeMap<>();
        int count = 0;
        String next = "/api/v1/observations?datastream=" + text(id) + "&datetime=" + text(range) + "&limit=" + PAGE;
        while (next != null) {
            JsonNode page = client.get(next);
            for (JsonNode item : page.get("items")) {
                count++;
                item.get("tests")
                        .properties()
                        .forEach(test -> flagged.merge(
                                test.getKey(), isBad(test.getValue().asInt()) ? 1 : 0, Integer::sum));
                if (item.get("flag").asInt() != QualityFlag.FAIL.code()) {
                    rows.add(new Row(
                            ChronoUnit.MICROS.between(
                                    Instant.EPOCH,
                                    Instant.parse(item.get("phenomenonTime").asText())),
                            item.get("result").isNumber() ? item.get("result").asDouble() : Double.NaN));
                }
            }
            JsonNode link = page.get("next");
            next = link == null || link.isNull() ? null : relative(link.asText());
        }
        Map<String, Double> now = new TreeMap<>();
        for (Map.Entry<String, Integer> test : flagged.entrySet()) {
            now.put(test.getKey(), test.getValue() / (double) count);
        }
        boolean turns = datastream.get("statistic").asText().equals("direction");
        return new TuneText(
                id,
                "the API, without those that fail, " + range,
                rows,
                Duration.parse(datastream.get("interval").asText()).toMillis() * 1_000,
                turns ? Scale.CIRCLE : Scale.LINE,
                now);
    }

    private static boolean isBad(int flag) {
        return flag == QualityFlag.SUSPECT.code() || flag == QualityFlag.FAIL.code();
    }

    private static String relative(String link) {
        URI uri = URI.create(link);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
