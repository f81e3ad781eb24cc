package org.metrobed.api.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.metrobed.api.access.Reader;
import org.metrobed.api.access.Sight;

/**
 * One request and its {@link Route}: reads the declared parameters. A broken rule becomes a problem that names the
 * parameter. Its {@link Response} writes the answer. Not thread-safe: one request, one thread.
 */
public final class Request {

    /** Characters of an address that are recorded. */
    private static final int LONGEST_QUERY = 1_000;

    private final Context context;
    private final Route route;
    private final GivenTexts given;
    private final Response response;
    private final Optional<Format> ending;
    private final Question question;
    private final Response.Parts parts;
    private Reader reader = Reader.ANYBODY;
    private Supplier<Reader> again = () -> reader;
    private Sight sight;

    /** @param ending the format that the ending of the path names */
    Request(Context context, Route route, Optional<Format> ending, Question question, Response.Parts parts) {
        this.question = question;
        this.parts = parts;
        this.ending = ending;
        this.context = context;
        this.route = route;
        this.given = new GivenTexts(context, route, question);
        given.refuseBrokenEncoding();
        given.refuseUnknown();
        this.response = new Response(context, route, this, question, parts);
    }

    /** Says who sends it, before it is answered. */
    void readBy(Reader who, Supplier<Reader> lookAgain) {
        reader = who;
        again = lookAgain;
    }

    /** What is to be recorded of it. */
    AnsweredRead answered(boolean refused) {
        Map<String, List<String>> names = new TreeMap<>();
        for (String name : List.of("datastream", "thing", "testbed")) {
            List<String> texts = question.parameters().get(name);
            if (texts != null) {
                names.put(name, List.copyOf(texts));
            }
        }
        boolean path = route.path().contains("{testbed}/{thing}");
        if (path) {
            names.put("thing", List.of(context.pathParam("testbed") + "/" + context.pathParam("thing")));
        }
        boolean selects =
                path || route.parameters().stream().anyMatch(one -> one.name().equals("testbed"));
        String address = question.address();
        ReadTally tally = response.tally();
        return AnsweredReadBuilder.builder()
                .reader(reader)
                .sight(sight())
                .route(route.path())
                .query(address.substring(0, Math.min(LONGEST_QUERY, address.length())))
                .names(names)
                .selects(selects)
                .rows(tally.rows())
                .bytes(tally.bytes())
                .refused(refused)
                .build();
    }

    /** Who sends it. */
    public Reader reader() {
        return reader;
    }

    /** What its reader sees, the same while it is answered. */
    public Sight sight() {
        if (sight == null) {
            sight = parts.sights().apply(reader);
        }
        return sight;
    }

    /**
     * What its reader sees now, for answers that stay open.
     *
     * @return empty if the reader's token is no longer valid
     */
    public Optional<Sight> sightNow() {
        try {
            return Optional.of(parts.sights().apply(again.get()));
        } catch (ProblemException e) {
            return Optional.empty(); // the key was revoked, or the token has expired
        }
    }

    /**
     * Checks that its reader may change something of a datastream that the reader sees.
     *
     * @throws ProblemException 403 if it is not of one of the projects to which the reader is limited
     */
    public void checkMayChange(String datastream) {
        if (reader.isLimited()
                && sight().findProject(datastream.substring(0, datastream.lastIndexOf('/')))
                        .filter(project -> reader.projects().contains(project.id()))
                        .isEmpty()) {
            throw new ProblemException(Problem.forbidden("It is of no project to which this reader is limited."));
        }
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
    public boolean takes(QueryParameter parameter) {
        return route.parameters().contains(parameter);
    }

    /** The requested format, from the ending of the path, from {@code f} or from Accept. */
    public Format format() {
        List<Format> offered = route.output().formats();
        String word = offered.size() > 1 ? question.first(Route.FORMAT) : null;
        if (ending.isPresent()) {
            if (word != null && !word.equals(ending.get().word())) {
                throw ProblemException.parameter(
                        Route.FORMAT,
                        "is not the format of the path, which ends in ."
                                + ending.get().word());
            }
            return ending.get();
        }
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
        TreeMap<String, List<String>> asked = new TreeMap<>(question.parameters());
        List.of("cursor", "limit", ColumnChoice.COLUMNS.name(), DescribedOutput.METADATA.name(), Route.FORMAT)
                .forEach(asked::remove);
        return Integer.toHexString((route.path() + asked).hashCode());
    }

    /** The path that was asked for. */
    public String path() {
        return context.path();
    }

    /** Whether only the headers of an answer are wanted. */
    public boolean isHead() {
        return HandlerType.HEAD.equals(context.method());
    }

    /** Marks the answer as one that never changes; see {@link Response#unchanged}. */
    public boolean unchanged(String version) {
        return response.unchanged(version);
    }

    /** The address of the page after this one. */
    public String nextPage(String cursor) {
        return question.next(cursor);
    }

    /** Adds a link to the header {@code Link} (RFC 8288). */
    public void link(String relation, String address) {
        response.link(relation, address);
    }

    /** Answers with one view; see {@link Response#object}. */
    public void answer(Object view) {
        response.object(view, route.output().statuses().get(0));
    }

    /** Answers with one view and one of the statuses of the route. */
    public void answer(Object view, int status) {
        response.object(view, status);
    }

    /** Answers with rows, written while they are read. */
    public <R> void answer(Rows<R> rows) throws IOException {
        response.rows(rows);
    }

    /** Answers with rows of a log time; see {@link Response#rows(Instant, long, Rows.Reading)}. */
    public <R> void answer(Instant asOf, long catalogVersion, Rows.Reading<R> reading) throws Exception {
        response.rows(asOf, catalogVersion, reading);
    }

    /** Answers with text or bytes. */
    public Response response() {
        return response;
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
