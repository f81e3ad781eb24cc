package org.metrobed.api.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One request and its {@link Route}: reads the declared parameters and writes the answer. A broken rule becomes a
 * problem that names the parameter. Not thread-safe: one request, one thread.
 */
public final class Request {

    private static final String STARTED = "metrobed-answer-started";
    /** Answers of at most so many rows are kept for a moment. */
    private static final int SHORT_ROWS = 2_000;
    /** A day, because a new version of Metrobed may add fields. */
    private static final String PINNED = "public, max-age=86400, immutable";

    private final Context context;
    private final Route route;
    private final GivenTexts given;
    private final AnswerCache answers;

    /** @param answers short answers of a moment ago */
    Request(Context context, Route route, AnswerCache answers) {
        this.answers = answers;
        this.context = context;
        this.route = route;
        this.given = new GivenTexts(context, route);
        given.refuseBrokenEncoding();
        given.refuseUnknown();
    }

    /** Whether it asks for data, and not for the health of the server or its document. */
    public boolean isForData() {
        return route.path().startsWith("/api/");
    }

    /** A text, given at most once. */
    public Optional<String> findText(QueryParameter parameter) {
        List<String> texts = given.list(parameter);
        if (texts.size() > 1) {
            throw ProblemException.parameter(
                    parameter.name(), "is given " + texts.size() + " times, may be given once");
        }
        Optional<String> text = texts.stream().findFirst().or(() -> Optional.ofNullable(parameter.defaultText()));
        return text.map(value -> read(parameter, value, parameter::checkWord));
    }

    /** All texts of a repeatable parameter, split at commas, without duplicates. */
    public List<String> listTexts(QueryParameter parameter) {
        List<String> texts = given.list(parameter).stream()
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .map(String::strip)
                .distinct()
                .toList();
        return texts.stream()
                .map(text -> read(parameter, text, parameter::checkWord))
                .toList();
    }

    /** A whole number within its bounds, or the default. */
    public OptionalInt findInteger(QueryParameter parameter) {
        Optional<Integer> number = find(parameter, parameter::parseInteger);
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** A number within its bounds, or the default. */
    public OptionalDouble findNumber(QueryParameter parameter) {
        Optional<Double> number = find(parameter, parameter::parseNumber);
        return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /** The time zone; UTC if the route takes none. */
    public RequestZone zone() {
        return route.parameters().contains(RequestZone.TZ)
                ? find(RequestZone.TZ, RequestZone::parse).orElse(RequestZone.UTC)
                : RequestZone.UTC;
    }

    /** An instant, within the times that logs and readings can have. */
    public Optional<Instant> findInstant(QueryParameter parameter) {
        return find(parameter, text -> Datetime.bounded(zone().moment(text)));
    }

    /** Reads a text with a function that throws IllegalArgumentException with the broken rule. */
    public <T> Optional<T> find(QueryParameter parameter, Function<String, T> parse) {
        return findText(parameter).map(text -> read(parameter, text, parse));
    }

    /** Reads texts with a function that throws IllegalArgumentException with the broken rule. */
    public <T> List<T> list(QueryParameter parameter, Function<String, T> parse) {
        return listTexts(parameter).stream()
                .map(text -> read(parameter, text, parse))
                .toList();
    }

    /** The parameters of the query with one of these names. */
    public List<QueryParameter> listSelecting(Set<String> names) {
        return route.parameters().stream()
                .filter(parameter -> names.contains(parameter.name()) && !route.isInPath(parameter))
                .toList();
    }

    /** Whether its route has a parameter. */
    boolean takes(QueryParameter parameter) {
        return route.parameters().contains(parameter);
    }

    /** The requested format, from {@code f} or from Accept. */
    public Format format() {
        List<Format> offered = route.output().formats();
        String word = offered.size() > 1 ? context.queryParam(Route.FORMAT) : null;
        if (word != null) {
            return Format.find(word, offered)
                    .orElseThrow(() -> ProblemException.parameter(
                            Route.FORMAT,
                            "must be one of "
                                    + offered.stream().map(Format::word).collect(Collectors.joining(", "))));
        }
        String accept = context.header("Accept");
        return Format.negotiate(accept, offered)
                .orElseThrow(() -> new ProblemException(Problem.notAcceptable(accept, offered)));
    }

    /** Reads a level of the path with a function that throws IllegalArgumentException with the broken rule. */
    public <T> T path(QueryParameter parameter, Function<String, T> parse) {
        return find(parameter, parse).orElseThrow();
    }

    /**
     * The body of the request.
     *
     * @throws ProblemException if it is not a JSON object with the fields of the route's body
     */
    public <T> T body(Class<T> type) {
        if (type != route.body()) {
            throw new IllegalStateException(route.path() + " takes " + route.body() + ", not " + type);
        }
        try {
            return ViewJson.parse(context.bodyAsBytes(), type);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.body(e.getMessage()));
        }
    }

    /** Identifies this query: path and parameters, without paging and format. */
    public String fingerprint() {
        TreeMap<String, List<String>> question = new TreeMap<>(context.queryParamMap());
        List.of("cursor", "limit", ColumnChoice.COLUMNS.name(), Route.FORMAT).forEach(question::remove);
        return Integer.toHexString((route.path() + question).hashCode());
    }

    /**
     * Marks the answer as one that never changes, and sets its strong ETag.
     *
     * @return true if the client already has this version; the request is then answered
     */
    public boolean unchanged(String version) {
        boolean packed = String.valueOf(context.header("Accept-Encoding")).contains("gzip");
        String question = route.path() + context.queryString() + context.header("Accept") + packed;
        String tag = "\"" + version + "-" + Integer.toHexString(question.hashCode()) + "\"";
        context.header("ETag", tag).header("Cache-Control", PINNED);
        if (!EntityTags.match(context.header("If-None-Match"), tag)) {
            return false;
        }
        answerNotModified(context);
        return true;
    }

    /** Answers 304, which has no content and so no content type. */
    public static void answerNotModified(Context context) {
        context.status(304);
        context.res().setContentType(null);
    }

    /** Whether only the headers of an answer are wanted. */
    public boolean isHead() {
        return HandlerType.HEAD.equals(context.method());
    }

    /** Whether a part of the answer has left, so that no other answer can take its place. */
    static boolean isStarted(Context context) {
        return context.attribute(STARTED) != null || context.res().isCommitted();
    }

    /** The path that was asked for. */
    public String path() {
        return context.path();
    }

    /** Adds a link to the header {@code Link} (RFC 8288). */
    public void link(String relation, String address) {
        Links.add(context, relation, address);
    }

    /** The address of the page after this one. */
    public String nextPage(String cursor) {
        return NextPage.path(context.path(), context.queryParamMap(), cursor);
    }

    /** Answers with one view as JSON and the usual status of the route. */
    public void answer(Object view) {
        answer(view, route.output().statuses().get(0));
    }

    /** Answers with one view as JSON and one of the statuses of the route. */
    public void answer(Object view, int status) {
        if (!route.output().statuses().contains(status)) {
            throw new IllegalStateException(route.path() + " answers " + status + " but does not declare it");
        }
        Format format = format();
        context.status(status).result(ViewJson.bytes(view)).contentType(format.contentType());
    }

    /** Answers with text of a given type. */
    public void answerText(String text, String contentType) {
        context.result(text).contentType(contentType);
    }

    /** Answers with unchanged bytes as a download. */
    public void answerBytes(byte[] bytes, String fileName) {
        Format format = format();
        context.header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
                .result(bytes)
                .contentType(format.contentType());
    }

    /**
     * Answers with rows as they were known at a log time. A short page is kept for a moment: many who ask the same cost one reading.
     *
     * @param catalogVersion the catalog that describes the rows
     * @throws Exception what the reading throws
     */
    public <R> void answer(Instant asOf, long catalogVersion, Rows.Reading<R> reading) throws Exception {
        if (isHead() || Listing.isWhole(this) || Paging.limit(this) > SHORT_ROWS) {
            answer(reading.read());
            return;
        }
        String address = context.path() + "?" + context.queryString();
        AnswerCache.Answer answer = answers.get(
                new AnswerCache.Question(address, format(), asOf, catalogVersion), () -> written(reading.read()));
        describe(answer.headers(), answer.next());
        context.result(answer.body()).contentType(format().contentType());
    }

    private <R> AnswerCache.Answer written(Rows<R> rows) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String next = next(rows);
        RowsOutput.write(chosen(rows), format(), next, body);
        return new AnswerCache.Answer(rows.headers(), next, body.toByteArray());
    }

    /** Answers with rows, written while they are read. */
    public <R> void answer(Rows<R> rows) throws IOException {
        Rows<R> chosen = chosen(rows);
        describe(rows.headers(), next(rows));
        if (!isHead()) {
            HeldOutput out = new HeldOutput(this::start);
            RowsOutput.write(chosen, format(), next(rows), out);
            if (out.isHeld()) {
                context.result(out.bytes());
            }
        }
        context.contentType(format().contentType());
    }

    private <R> Rows<R> chosen(Rows<R> rows) {
        return rows.withShape(ColumnChoice.of(this, rows.shape(), format()));
    }

    private String next(Rows<?> rows) {
        return rows.next() == null ? null : nextPage(rows.next());
    }

    private void describe(Map<String, String> headers, String next) {
        if (next != null) {
            link("next", next);
        }
        headers.forEach(context::header);
    }

    private OutputStream start() {
        context.attribute(STARTED, true);
        context.contentType(format().contentType());
        return context.outputStream();
    }

    /** The server's context of this request, for answers that stay open. */
    public Context context() {
        return context;
    }

    private static <T> T read(QueryParameter parameter, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter(parameter.name(), e.getMessage());
        }
    }
}
