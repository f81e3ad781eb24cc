package org.metrobed.launcher.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An input and the answers to it. Immutable.
 *
 * @param about its source
 * @param messages published in this order
 * @param questions requests, with their answers
 */
record Case(String about, List<Message> messages, List<Question> questions) {

    /** One message. */
    record Message(String topic, String payload) {}

    /**
     * One request of CSV.
     *
     * @param path after {@code /api/v1/}
     * @param columns the columns that are compared
     * @param rows all rows of the answer, with these columns
     */
    record Question(String path, String columns, List<String> rows) {}

    static Case read(Path file) {
        Map<?, ?> text;
        try {
            text = (Map<?, ?>)
                    new Load(LoadSettings.builder().setLabel(file.toString()).build())
                            .loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Case(
                file.getFileName() + ": " + text.get("about"),
                maps(text.get("messages"))
                        .map(one -> new Message(
                                one.get("topic").toString(),
                                padded(one.get("payload").toString(), one.get("length"))))
                        .toList(),
                maps(text.get("questions"))
                        .map(one -> new Question(
                                one.get("get").toString(),
                                one.get("columns").toString(),
                                ((List<?>) one.get("rows"))
                                        .stream().map(Object::toString).toList()))
                        .toList());
    }

    /** With blanks behind it up to a length; as it is if none is stated. */
    private static String padded(String payload, Object length) {
        return length == null ? payload : payload + " ".repeat(Integer.parseInt(length.toString()) - payload.length());
    }

    private static Stream<Map<?, ?>> maps(Object list) {
        return ((List<?>) list).stream().map(one -> (Map<?, ?>) one);
    }

    @Override
    public String toString() {
        return about;
    }
}
