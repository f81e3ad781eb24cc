package org.metrobed.lab.qartod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.metrobed.config.ConfigException;

/** Compares our quality tests with a file of cases that were flagged by the reference. Immutable, thread-safe. */
public final class Vectors {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final List<VectorCase> cases;

    private Vectors(List<VectorCase> cases) {
        this.cases = List.copyOf(cases);
    }

    /**
     * The result of the comparison.
     *
     * @param agrees whether all flags of all cases are equal to those of the file
     * @param lines for people
     */
    public record Result(boolean agrees, List<String> lines) {}

    /**
     * Reads a file of cases.
     *
     * @throws IOException when it cannot be read
     * @throws ConfigException when the file has another format
     */
    public static Vectors read(Path file) throws IOException {
        List<VectorCase> cases = new ArrayList<>();
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            (json.isArray() ? json : json.path("cases")).forEach(vector -> cases.add(VectorCase.of(vector)));
        } catch (JsonProcessingException e) {
            throw new ConfigException(
                    List.of(file + ":" + e.getLocation().getLineNr() + ": not JSON: " + e.getOriginalMessage()));
        }
        if (cases.isEmpty()) {
            throw new ConfigException(List.of(file + " holds no cases"));
        }
        return new Vectors(cases);
    }

    /** Runs all cases; writes the flags of each as one line of JSON. */
    public Result run(Consumer<String> flags) {
        VectorReport report = new VectorReport();
        for (VectorCase vector : cases) {
            try {
                VectorRun.Answer answer = VectorRun.run(vector);
                flags.accept(line(vector, answer));
                vector.expected().ifPresent(expected -> report.add(vector, answer, expected));
            } catch (ConfigException | IllegalArgumentException e) {
                report.addFailure(vector, e.getMessage());
            }
        }
        return new Result(report.agrees(), report.lines());
    }

    private static String line(VectorCase vector, VectorRun.Answer answer) {
        ObjectNode line = JSON.createObjectNode().put("id", vector.id());
        answer.flags().forEach(line.putArray("flags")::add);
        return line.toString();
    }
}
