package org.metrobed.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A path of the API, declared once: the server registers it, a request is checked against it, the OpenAPI document shows
 * it. All paths are read with GET. Immutable.
 *
 * @param path as it is registered
 * @param summary a phrase
 * @param parameters what its query may hold
 * @param output what it answers
 * @param service who answers
 */
public record Route(String path, String summary, List<Parameter> parameters, Output output, Service service) {

    /** The parameter that chooses a format. */
    public static final String FORMAT = "f";

    /** Answers requests. */
    @FunctionalInterface
    public interface Service {
        /**
         * Answers one request; called on a server thread.
         *
         * @throws ProblemException for what the request asks wrongly
         * @throws Exception for anything else; answered as an internal error
         */
        void answer(Request request) throws Exception;
    }

    /**
     * What a path answers.
     *
     * @param view the view of an item or of the object; null for text
     * @param list whether it is a list of items in an envelope
     * @param formats the formats offered, the first by default
     */
    public record Output(Class<?> view, boolean list, List<Format> formats) {
        public Output {
            formats = List.copyOf(formats);
        }

        /** A list of rows. */
        public static Output rows(Class<?> view) {
            return new Output(view, true, Format.ROWS);
        }

        /** One object. */
        public static Output object(Class<?> view) {
            return new Output(view, false, List.of(Format.JSON));
        }
    }

    public Route {
        Objects.requireNonNull(path, "path");
        List<Parameter> all = new ArrayList<>(parameters);
        if (output.formats().size() > 1) {
            all.add(Parameter.word(
                    FORMAT,
                    "The format; else the header Accept decides.",
                    output.formats().stream().map(Format::word).toList(),
                    null));
        }
        parameters = List.copyOf(all);
    }
}
