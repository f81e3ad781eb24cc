package org.metrobed.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.metrobed.api.access.Role;

/**
 * A path of the API, declared once: the server registers it, requests are checked against it, the OpenAPI document
 * shows it. Paths are read with GET; paths with a body are written with POST, by operators unless another role is said. Immutable.
 *
 * @param path as it is registered; a level <code>{name}</code> is a parameter
 * @param summary a phrase
 * @param parameters parameters of its path and its query
 * @param body record of the request body; null if it is read with GET
 * @param output what it answers
 * @param service answers the requests
 * @param role the least role of those who may use it
 * @param reach what of the deployment it is about
 */
public record Route(
        String path,
        String summary,
        List<QueryParameter> parameters,
        Class<?> body,
        Output output,
        Service service,
        Role role,
        Reach reach) {

    /** What of the deployment a path is about. */
    public enum Reach {
        /** What the reader sees; a reader that is limited to some projects may change nothing with it. */
        SEEN,
        /** What the reader sees; a reader that is limited to some projects may change things of these. */
        PROJECTS,
        /** The deployment as a whole: only for readers who see everything. */
        WHOLE
    }

    /** The parameter that selects a format. */
    public static final String FORMAT = "f";

    private static final String ROOT = "/api/v1/";

    /** The path of the OpenAPI document. */
    public static final String DOCUMENT = "/openapi.json";

    /** Answers requests. */
    @FunctionalInterface
    public interface Service {
        /**
         * Answers one request; called on a server thread.
         *
         * @throws ProblemException if the request is wrong
         * @throws Exception for anything else; answered as an internal error
         */
        void answer(Request request) throws Exception;
    }

    /**
     * The output of a path.
     *
     * @param view the view of an item or of the object; null for text
     * @param list whether it is a list of items in an envelope
     * @param formats the offered formats, the default first
     * @param statuses the HTTP statuses with which it is answered, the usual one first
     */
    public record Output(Class<?> view, boolean list, List<Format> formats, List<Integer> statuses) {
        public Output {
            formats = List.copyOf(formats);
            statuses = List.copyOf(statuses);
        }

        /** With status 200. */
        public Output(Class<?> view, boolean list, List<Format> formats) {
            this(view, list, formats, List.of(200));
        }

        /** A list of rows. */
        public static Output rows(Class<?> view) {
            return new Output(view, true, Format.ROWS);
        }

        /** A list of rows of which pictures are drawn, too. */
        public static Output rowsAndPictures(Class<?> view) {
            return new Output(
                    view,
                    true,
                    Stream.concat(Format.ROWS.stream(), Stream.of(Format.SVG)).toList());
        }

        /** Unchanged bytes. */
        public static Output bytes() {
            return new Output(null, false, List.of(Format.BYTES));
        }

        /** One object. */
        public static Output object(Class<?> view) {
            return new Output(view, false, List.of(Format.JSON));
        }

        /** This with other statuses, the usual one first. */
        public Output withStatus(Integer... others) {
            return new Output(view, list, formats, List.of(others));
        }
    }

    /** A path that is read with GET. */
    public Route(String path, String summary, List<QueryParameter> parameters, Output output, Service service) {
        this(path, summary, parameters, null, output, service);
    }

    /** A path for the usual role: what changes something is for operators. */
    public Route(
            String path,
            String summary,
            List<QueryParameter> parameters,
            Class<?> body,
            Output output,
            Service service) {
        this(path, summary, parameters, body, output, service, usualRole(body), Reach.SEEN);
    }

    /** This for readers with at least this role. */
    public Route only(Role least) {
        return new Route(path, summary, usual(), body, output, service, least, reach);
    }

    /** This about another part of the deployment. */
    public Route about(Reach other) {
        return new Route(path, summary, usual(), body, output, service, role, other);
    }

    private static Role usualRole(Class<?> body) {
        return body == null || body == QueryRequest.class ? Role.PUBLIC : Role.OPERATOR;
    }

    /** The parameters without those that every list has. */
    private List<QueryParameter> usual() {
        return parameters.stream()
                .filter(one -> !one.equals(ColumnChoice.COLUMNS)
                        && !one.equals(DescribedOutput.METADATA)
                        && !one.name().equals(FORMAT))
                .toList();
    }

    public Route {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(path, "path");
        List<QueryParameter> all = new ArrayList<>(parameters);
        if (output.list()) {
            all.add(ColumnChoice.COLUMNS);
            all.add(DescribedOutput.METADATA);
        }
        if (output.formats().size() > 1) {
            all.add(QueryParameter.word(
                    FORMAT,
                    output.list()
                            ? "The format; also as the ending of the path, such as .csv. Without it the header Accept decides."
                            : "The format; without it the header Accept decides.",
                    output.formats().stream().map(Format::word).toList(),
                    null));
        }
        parameters = List.copyOf(all);
    }

    /** Whether it changes something, so that only operators may use it. */
    public boolean writes() {
        return isPosted() && body != QueryRequest.class;
    }

    /** Whether it has a body. */
    public boolean isPosted() {
        return body != null;
    }

    /** Whether it answers data, and not the state of the server. */
    public boolean isForData() {
        return path.startsWith("/api/") || path.equals(DOCUMENT);
    }

    /** The resource that it belongs to, the level after {@code /api/v1}; empty if it is none. */
    public String resource() {
        return path.startsWith(ROOT) ? path.substring(ROOT.length()).split("[/.]", -1)[0] : "";
    }

    /** The HTTP method. */
    public String method() {
        return isPosted() ? "POST" : "GET";
    }

    /** Whether a parameter is a level of the path. */
    public boolean isInPath(QueryParameter parameter) {
        return path.contains("{" + parameter.name() + "}");
    }
}
