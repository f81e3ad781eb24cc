package org.metrobed.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.metrobed.api.access.Reader;
import org.metrobed.api.access.Role;
import org.metrobed.api.access.Sight;
import org.metrobed.config.Secret;

/** The declared routes of a server, in the order of the document. Filled by one thread, then only read. */
public final class Routes {

    /** Answers in Arrow or Parquet at once: each holds a batch or a row group in memory. */
    static final int MOST_COLUMNAR = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<Route> routes = new ArrayList<>();
    private final OperatorGuard guard;
    private final Consumer<Request> check;
    private final Response.Parts parts;
    private AnsweredRead.Observer observer = AnsweredRead.Observer.NOBODY;

    /** Routes without write access. */
    public Routes() {
        this(new OperatorGuard(Secret.NONE), request -> {}, AboutData.NOTHING);
    }

    /** Routes of data that nothing is said of. */
    public Routes(OperatorGuard guard, Consumer<Request> check) {
        this(guard, check, AboutData.NOTHING);
    }

    /**
     * Routes whose write requests pass a guard.
     *
     * @param check takes each request before it is answered; throws {@link ProblemException} if it is wrong
     * @param about knows licences and units of the data that a request selects
     */
    public Routes(OperatorGuard guard, Consumer<Request> check, AboutData.Source about) {
        this(guard, check, about, any -> Sight.ALL);
    }

    /**
     * The same for readers who see different parts of the deployment.
     *
     * @param sights what each reader sees
     */
    public Routes(
            OperatorGuard guard, Consumer<Request> check, AboutData.Source about, Function<Reader, Sight> sights) {
        this.parts = new Response.Parts(
                new AnswerCache(),
                about,
                new AnswerPermits("answers in Arrow or Parquet", MOST_COLUMNAR, PATIENCE),
                sights);
        this.guard = guard;
        this.check = check;
    }

    /** Tells an observer of each request for data after it was answered; called before the server is started. */
    public void tell(AnsweredRead.Observer of) {
        observer = of;
    }

    /** Adds a route. */
    public void add(Route route) {
        if (routes.stream().anyMatch(other -> same(other, route))) {
            throw new IllegalStateException("two routes at " + route.method() + " " + route.path());
        }
        routes.add(route);
    }

    /** Every route. */
    public List<Route> list() {
        return List.copyOf(routes);
    }

    /** Registers every route with the server; a path that is read answers HEAD too. */
    public void register(RoutesConfig server) {
        for (Route route : routes) {
            if (route.isPosted()) {
                server.post(route.path(), context -> answer(route, Optional.empty(), context));
            } else {
                register(server, route, route.path(), Optional.empty());
                if (route.output().list()) {
                    route.output()
                            .formats()
                            .forEach(format ->
                                    register(server, route, route.path() + "." + format.word(), Optional.of(format)));
                }
            }
        }
    }

    private void register(RoutesConfig server, Route route, String path, Optional<Format> ending) {
        server.get(path, context -> answer(route, ending, context));
        server.head(path, context -> answer(route, ending, context));
    }

    /** Adds the path that takes a request of a list in a body; only lists that are added can be asked for. */
    public void addQuery() {
        add(new PostedQuestions(this).route());
    }

    /** Answers a list that a body asks for. */
    void answerPosted(Route list, Question question, Context context) throws Exception {
        context.header("Cache-Control", "no-cache");
        Request request = new Request(context, list, Optional.empty(), question, parts);
        Reader reader = guard.reader(context);
        request.readBy(reader, () -> guard.reader(context));
        DeclaredParameters.check(request, list.parameters());
        check.accept(request);
        guard.check(context, list, reader, () -> request.sight().isAll());
        observed(request, list, true);
    }

    private void answer(Route route, Optional<Format> ending, Context context) throws Exception {
        boolean data = route.isForData() && !route.writes() && route.role() == Role.PUBLIC;
        context.header("Cache-Control", data ? "no-cache" : "no-store");
        if (route.output().formats().size() > 1) {
            context.res().addHeader("Vary", "Accept, Accept-Encoding");
        }
        if (data) {
            context.res().addHeader("Vary", "Authorization");
        }
        Reader reader = guard.reader(context);
        if (data && !reader.equals(Reader.ANYBODY)) {
            context.header("Cache-Control", "private, no-cache");
        }
        guard.check(context, route, reader, () -> true);
        Request request = new Request(context, route, ending, Question.of(context), parts);
        request.readBy(reader, () -> guard.reader(context));
        DeclaredParameters.check(request, route.parameters());
        if (data) {
            Links.addSelf(context);
        }
        check.accept(request);
        guard.check(context, route, reader, () -> request.sight().isAll());
        observed(request, route, data && route.body() == null);
    }

    private void observed(Request request, Route route, boolean read) throws Exception {
        boolean answered = false;
        try {
            route.service().answer(request);
            answered = true;
        } finally {
            if (read) {
                observer.read(request.answered(!answered));
            }
        }
    }

    private static boolean same(Route one, Route other) {
        return one.path().equals(other.path()) && one.isPosted() == other.isPosted();
    }
}
