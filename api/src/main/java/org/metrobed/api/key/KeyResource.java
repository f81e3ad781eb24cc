package org.metrobed.api.key;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.metrobed.api.access.KeyText;
import org.metrobed.api.access.KeyTokens;
import org.metrobed.api.access.Role;
import org.metrobed.api.http.FieldException;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.model.Project;
import org.metrobed.store.key.KeyTable;
import org.metrobed.store.key.StoredKey;
import org.metrobed.store.key.StoredKeyBuilder;

/** Keys of readers, for admins. Thread-safe. */
public final class KeyResource {

    private static final QueryParameter ID = QueryParameter.text("id", "The prefix of the key.");

    private final KeyTable table;
    private final KeyTokens tokens;
    private final VisibleCatalog catalog;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * Keys of a table.
     *
     * @param tokens forget a key that is revoked
     * @param catalog knows the projects
     */
    public KeyResource(KeyTable table, KeyTokens tokens, VisibleCatalog catalog, InstantSource clock) {
        this.table = table;
        this.tokens = tokens;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                        "/api/v1/keys",
                        "Keys of readers, by their prefix, also those that are no longer valid; for admins",
                        List.of(Paging.LIMIT, Paging.CURSOR),
                        Route.Output.rows(KeyView.class),
                        this::list)
                .only(Role.ADMIN)
                .about(Route.Reach.WHOLE));
        routes.add(new Route(
                        "/api/v1/keys",
                        "Make a key of a reader; the answer is the only place where the key itself is shown",
                        List.of(),
                        KeyRequest.class,
                        Route.Output.object(NewKeyView.class).withStatus(201),
                        request -> make(request, routes))
                .only(Role.ADMIN)
                .about(Route.Reach.WHOLE));
        routes.add(new Route(
                        "/api/v1/keys/{id}/revoke",
                        "Revoke a key: it is refused from now on, by other instances within 2 seconds",
                        List.of(ID),
                        RevokeRequest.class,
                        Route.Output.object(KeyView.class),
                        this::revoke)
                .only(Role.ADMIN)
                .about(Route.Reach.WHOLE));
    }

    private void list(Request request) throws Exception {
        long now = clock.millis();
        Paging.Page<StoredKey> page = Paging.page(request, table.list(), StoredKey::prefix);
        request.answer(page.rows(KeyView.class, key -> KeyView.of(key, now)));
    }

    private void make(Request request, Routes routes) throws SQLException {
        KeyRequest asked = request.body(KeyRequest.class);
        Set<String> projects =
                catalog.of(request).projects().stream().map(Project::id).collect(Collectors.toSet());
        Set<String> actions = routes.list().stream()
                .filter(Route::writes)
                .map(Route::resource)
                .collect(Collectors.toCollection(TreeSet::new));
        KeyOrder order = FieldException.inBody(() -> KeyOrder.parse(asked, projects, actions));
        long now = clock.millis();
        KeyText text;
        StoredKey stored;
        do {
            text = KeyText.random(random);
            stored = stored(order, text, request.reader().name(), now);
        } while (!table.make(stored));
        tokens.forget(text.prefix());
        request.answer(new NewKeyView(text.text().reveal(), KeyView.of(stored, now)));
    }

    private static StoredKey stored(KeyOrder order, KeyText text, String author, long now) {
        return StoredKeyBuilder.builder()
                .prefix(text.prefix())
                .hash(text.hash())
                .name(order.name())
                .role(order.role().word())
                .projects(order.projects())
                .actions(order.actions())
                .madeBy(author)
                .madeMillis(now)
                .expiresMillis(OptionalLong.of(now + order.validFor().toMillis()))
                .revokedBy("")
                .revokedMillis(OptionalLong.empty())
                .build();
    }

    private void revoke(Request request) throws SQLException {
        request.body(RevokeRequest.class);
        String prefix = request.path(ID, text -> text);
        boolean revoked = table.revoke(prefix, request.reader().name(), clock.millis());
        tokens.forget(prefix);
        Optional<StoredKey> key = table.find(prefix);
        if (key.isEmpty()) {
            throw new ProblemException(Problem.notFound("There is no key " + prefix + "."));
        }
        if (!revoked) {
            throw new ProblemException(Problem.conflict("The key " + prefix + " is revoked already."));
        }
        request.answer(KeyView.of(key.get(), clock.millis()));
    }
}
