package org.metrobed.api.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.metrobed.api.access.Reader;
import org.metrobed.api.access.Sight;

/**
 * The answer to one {@link Request}: one view, text, bytes, or rows in one of the formats of the route. Not thread-safe: one
 * request, one thread.
 */
public final class Response {

    private static final String STARTED = "metrobed-answer-started";
    /** Answers of at most so many rows are kept for a moment. */
    private static final int SHORT_ROWS = 2_000;
    /** A day, because a new version of Metrobed may add fields. */
    private static final String PINNED = "public, max-age=86400, immutable";

    private final Context context;
    private final Route route;
    private final Request request;
    private final Question question;
    private final Parts parts;
    private final ReadTally tally = new ReadTally();

    /**
     * What all answers of a server share.
     *
     * @param answers short answers of a moment ago
     * @param about knows licences and units
     * @param columnar bounds the answers in Arrow and Parquet
     * @param sights what each reader sees
     */
    record Parts(AnswerCache answers, AboutData.Source about, AnswerPermits columnar, Function<Reader, Sight> sights) {}

    Response(Context context, Route route, Request request, Question question, Parts parts) {
        this.question = question;
        this.context = context;
        this.route = route;
        this.request = request;
        this.parts = parts;
    }

    /**
     * Marks the answer as one that never changes, and sets its strong ETag.
     *
     * @return true if the client already has this version; the request is then answered
     */
    boolean unchanged(String version) {
        String packed = coding(String.valueOf(context.header("Accept-Encoding")));
        String asked = question.key()
                + context.header("Accept")
                + packed
                + request.sight().key();
        String tag = "\"" + version + "-" + Integer.toHexString(asked.hashCode()) + "\"";
        boolean anybody = request.reader().equals(Reader.ANYBODY);
        context.header("ETag", tag).header("Cache-Control", anybody ? PINNED : PINNED.replace("public", "private"));
        if (!EntityTags.match(context.header("If-None-Match"), tag)) {
            return false;
        }
        answerNotModified(context);
        return true;
    }

    /** The content coding that the server chooses, because a strong tag is of the bytes that are sent. */
    private static String coding(String accepted) {
        return accepted.contains("zstd") ? "zstd" : accepted.contains("gzip") ? "gzip" : "";
    }

    /** Answers 304, which has no content and so no content type. */
    public static void answerNotModified(Context context) {
        context.status(304);
        context.res().setContentType(null);
    }

    /** Whether a part of the answer has left, so that no other answer can take its place. */
    static boolean isStarted(Context context) {
        return context.attribute(STARTED) != null || context.res().isCommitted();
    }

    /** What was counted of this answer. */
    ReadTally tally() {
        return tally;
    }

    /** Adds a link to the header {@code Link} (RFC 8288). */
    void link(String relation, String address) {
        Links.add(context, relation, address);
    }

    /** Answers with one view as JSON and one of the statuses of the route. */
    void object(Object view, int status) {
        if (!route.output().statuses().contains(status)) {
            throw new IllegalStateException(route.path() + " answers " + status + " but does not declare it");
        }
        Format format = request.format();
        byte[] body = ViewJson.bytes(view);
        tally.addBytes(body.length);
        tally.addRows(1);
        context.status(status).result(body).contentType(format.contentType());
    }

    /** Answers with text of a given type. */
    public void text(String text, String contentType) {
        tally.addBytes(text.length());
        context.result(text).contentType(contentType);
    }

    /** Answers with unchanged bytes as a download. */
    public void bytes(byte[] bytes, String fileName) {
        Format format = request.format();
        tally.addBytes(bytes.length);
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
    <R> void rows(Instant asOf, long catalogVersion, Rows.Reading<R> reading) throws Exception {
        if (request.isHead() || mayBeLong()) {
            rows(reading.read());
            return;
        }
        String key = question.key() + request.sight().key();
        AnswerCache.Answer answer = parts.answers()
                .get(
                        new AnswerCache.Question(key, request.format(), asOf, catalogVersion),
                        () -> written(reading.read()));
        describe(answer.headers(), answer.next(), parts.about().of(request, asOf));
        tally.addBytes(answer.body().length);
        tally.addRows(answer.rows());
        context.result(answer.body()).contentType(request.format().contentType());
    }

    /** A list without the parameter limit is short by itself. */
    private boolean mayBeLong() {
        return request.takes(Paging.LIMIT) && (Listing.isWhole(request) || Paging.limit(request) > SHORT_ROWS);
    }

    private <R> AnswerCache.Answer written(Rows<R> rows) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String next = next(rows);
        ReadTally counted = new ReadTally();
        write(
                rows.with(rows.shape(), counted.counted(rows.rows())),
                next,
                parts.about().of(request, rows.asOf()),
                body);
        return new AnswerCache.Answer(rows.headers(), next, body.toByteArray(), counted.rows());
    }

    /** Answers with rows, written while they are read. */
    <R> void rows(Rows<R> rows) throws IOException {
        AboutData about = parts.about().of(request, rows.asOf());
        describe(rows.headers(), next(rows), about);
        if (!request.isHead()) {
            HeldOutput out = new HeldOutput(this::start);
            write(rows.with(rows.shape(), tally.counted(rows.rows())), next(rows), about, tally.counted(out));
            if (out.isHeld()) {
                context.result(out.bytes());
            }
        }
        context.contentType(request.format().contentType());
    }

    /** Answers with a text that is made of all rows, such as a picture, with the headers of the rows. */
    public <R> void drawn(Rows<R> rows, Function<Rows<R>, String> draw) {
        describe(rows.headers(), null, parts.about().of(request, rows.asOf()));
        if (!request.isHead()) {
            context.result(draw.apply(rows));
        }
        context.contentType(request.format().contentType());
    }

    private <R> void write(Rows<R> rows, String next, AboutData about, OutputStream out) throws IOException {
        Format format = request.format();
        Rows<R> chosen = rows.withShape(ColumnChoice.of(request, rows.shape(), format));
        boolean lines = DescribedOutput.wantsLines(request);
        if (!lines && format.isText()) {
            RowsOutput.write(chosen, format, next, out);
            return;
        }
        DescribedRows.Answer answer = new DescribedRows.Answer(
                route.summary(), question.address(), question.with(Route.FORMAT, Format.CSV.word()), next);
        DescribedRows<R> described = new DescribedRows<>(chosen, about, answer);
        if (!format.isColumnar()) {
            DescribedOutput.write(described, format, out);
            return;
        }
        parts.columnar().acquire();
        try {
            DescribedOutput.write(described, format, out);
        } finally {
            parts.columnar().release();
        }
    }

    private String next(Rows<?> rows) {
        return rows.next() == null ? null : request.nextPage(rows.next());
    }

    private void describe(Map<String, String> headers, String next, AboutData about) {
        if (next != null) {
            link("next", next);
        }
        headers.forEach(context::header);
        about.licences().forEach(licence -> link("license", licence));
        if (request.format() == Format.CSV) {
            String sidecar = question.with(Route.FORMAT, Format.CSVW.word());
            Links.addTyped(context, "describedby", sidecar, Format.CSVW.mediaType());
        }
    }

    private OutputStream start() {
        context.attribute(STARTED, true);
        context.contentType(request.format().contentType());
        return context.outputStream();
    }
}
