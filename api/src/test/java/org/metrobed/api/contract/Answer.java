package org.metrobed.api.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An answer, and what it breaks of the document. Immutable. */
public final class Answer {

    private static final ObjectReader JSON =
            new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String operation;
    private final RawHttp.Response response;

    /**
     * An answer.
     *
     * @param operation JSON pointer of its operation in the document
     */
    public Answer(String operation, RawHttp.Response response) {
        this.operation = operation;
        this.response = response;
    }

    /** The rules that it breaks. */
    public List<String> breaches(JsonNode document, ClosedSchemas schemas) {
        List<String> breaches = new ArrayList<>();
        int status = response.status();
        String type = response.header("Content-Type").orElse("none").replaceAll(";.*", "");
        JsonNode described = document.at(operation + "/responses/" + status);
        if (status >= 500 && described.isMissingNode()) {
            breaches.add("status " + status);
        }
        String body = response.body();
        try {
            if (described.isMissingNode()) {
                breaches.addAll(problem(status, type, body, schemas));
            } else if (!described.path("content").has(type)) {
                breaches.add("the content type " + type + " is not described");
            } else {
                breaches.addAll(content(status, type, body, schemas));
            }
        } catch (IOException e) {
            breaches.add(type + " that does not parse: " + e.getMessage());
        }
        return breaches;
    }

    private static List<String> problem(int status, String type, String body, ClosedSchemas schemas)
            throws IOException {
        if (status < 400) {
            return List.of("status " + status + " is not described");
        }
        if (!type.equals("application/problem+json")) {
            return List.of("status " + status + " with " + type);
        }
        JsonNode problem = JSON.readTree(body);
        List<String> breaches = new ArrayList<>(schemas.breaches("/components/schemas/Problem", problem));
        if (problem.path("status").asInt() != status) {
            breaches.add("the problem says status " + problem.path("status"));
        }
        return breaches;
    }

    private List<String> content(int status, String type, String body, ClosedSchemas schemas) throws IOException {
        String schema = operation + "/responses/" + status + "/content/"
                + type.replace("~", "~0").replace("/", "~1") + "/schema";
        return switch (type) {
            case "application/json", "application/geo+json" -> schemas.breaches(schema, JSON.readTree(body));
            case "application/x-ndjson" -> {
                for (String line : body.lines().toList()) {
                    JSON.readTree(line);
                }
                yield List.of();
            }
            case "text/csv" -> csv(body);
            default -> List.of();
        };
    }

    private static List<String> csv(String body) {
        List<Integer> lengths =
                CsvText.parse(body).stream().map(List::size).distinct().toList();
        List<String> breaches = new ArrayList<>();
        if (lengths.size() != 1) {
            breaches.add("CSV rows of " + lengths + " cells");
        }
        if (body.matches("(?s).*\\b[A-Z]\\w+\\[\\w+=.*")) {
            breaches.add("CSV with the text of a Java object");
        }
        return breaches;
    }
}
