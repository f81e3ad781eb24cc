package org.metrobed.api.unbound;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.access.Role;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Location;
import org.metrobed.model.Thing;
import org.metrobed.model.TopicFilter;
import org.metrobed.topics.UnboundTopic;

/** The MQTT topics that no binding fits, for operators only, because their payloads may hold personal data. Thread-safe. */
public final class UnboundResource {

    private static final RecordShape<UnboundView> SHAPE = RecordShape.of(UnboundView.class);
    private static final QueryParameter TOPIC =
            QueryParameter.text("topic", "Only patterns that have topics in common with this MQTT topic filter.");

    private static final QueryParameter LATITUDE = QueryParameter.number(
            "latitude",
            "Where proposed things are, degrees; in the middle of the known things if it is not given.",
            -90,
            90);
    private static final QueryParameter LONGITUDE = QueryParameter.number("longitude", "The same.", -180, 180);
    private static final QueryParameter STANDARDS = QueryParameter.word(
            "standards",
            "Whether proposed properties are standard properties where there is one.",
            List.of("yes", "no"),
            "yes");

    private final UnboundFeed feed;
    private final Supplier<Catalog> catalog;
    private final InstantSource clock;

    /** Lists what {@code feed} has heard; {@code catalog} is the one in force. */
    public UnboundResource(UnboundFeed feed, Supplier<Catalog> catalog, InstantSource clock) {
        this.feed = feed;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                        "/api/v1/unbound",
                        "MQTT topics that no binding fits, heard within a day, with a proposed binding; for operators, because"
                                + " payloads may hold personal data",
                        List.of(TOPIC, LATITUDE, LONGITUDE, STANDARDS, Paging.LIMIT, Paging.CURSOR),
                        Route.Output.rows(UnboundView.class),
                        this::list)
                .only(Role.OPERATOR)
                .about(Route.Reach.WHOLE));
    }

    private void list(Request request) throws Exception {
        Catalog now = catalog.get();
        Optional<TopicFilter> topic = request.find(TOPIC, UnboundResource::filter);
        List<UnboundTopic> heard = feed.list(clock.instant()).stream()
                .filter(one -> !isBound(one, now))
                .filter(one -> topic.isEmpty() || TopicFilter.of(one.pattern()).overlaps(topic.get()))
                .toList();
        Paging.Page<UnboundTopic> page = Paging.page(request, heard, UnboundTopic::pattern);
        Proposals proposals = new Proposals(
                new BindingProposal(now),
                new ProposedFile(now, request.findText(STANDARDS).orElse("yes").equals("yes")),
                location(request, centre(now)));
        request.answer(new Rows<>(
                SHAPE, page.items().stream().map(one -> view(one, proposals)).iterator(), null, null, page.next()));
    }

    /** How bindings are proposed and written. */
    private record Proposals(BindingProposal bindings, ProposedFile text, Location location) {}

    private static Location location(Request request, Location centre) {
        return new Location(
                request.findNumber(LATITUDE).orElse(centre.latitudeDegrees()),
                request.findNumber(LONGITUDE).orElse(centre.longitudeDegrees()),
                "",
                "");
    }

    private static TopicFilter filter(String text) {
        if (!TopicFilter.isValid(text)) {
            throw new IllegalArgumentException("is no MQTT topic filter, such as city/+/up or city/#");
        }
        return TopicFilter.of(text);
    }

    /** Ingest forgets it when it has sent what it holds. */
    private static boolean isBound(UnboundTopic heard, Catalog catalog) {
        return !heard.samples().isEmpty()
                && heard.samples().stream()
                        .allMatch(sample -> catalog.bindings().stream()
                                .anyMatch(binding ->
                                        binding.topic().match(sample.topic()).isPresent()));
    }

    private static UnboundView view(UnboundTopic heard, Proposals proposals) {
        Optional<ProposedBinding> proposed = proposals.bindings.of(heard);
        Optional<UnboundTopic.Sample> last = heard.samples().isEmpty()
                ? Optional.empty()
                : Optional.of(heard.samples().get(heard.samples().size() - 1));
        return UnboundViewBuilder.builder()
                .pattern(heard.pattern())
                .messages(heard.messages())
                .first(Instant.ofEpochMilli(heard.firstMillis()))
                .last(Instant.ofEpochMilli(heard.lastMillis()))
                .bytes(heard.bytes())
                .largestBytes(heard.largestBytes())
                .held(heard.held())
                .topic(last.map(UnboundTopic.Sample::topic).orElse(""))
                .retained(last.map(UnboundTopic.Sample::retained).orElse(false))
                .payload(last.map(sample -> PayloadPreview.head(sample.payload().toByteArray()))
                        .orElse(""))
                .name(proposed.map(ProposedBinding::id).orElse(null))
                .decoder(proposed.map(ProposedBinding::decoder).orElse(null))
                .proposedTopic(proposed.map(ProposedBinding::topic).orElse(null))
                .bundle(proposed.map(one -> proposals.text.write(one, proposals.location))
                        .orElse(null))
                .unsure(proposed.map(one -> String.join(" ", one.unsure())).orElse(""))
                .build();
    }

    /** The middle of the things of a catalog; 0, 0 if it has none. */
    static Location centre(Catalog catalog) {
        List<Location> places = catalog.things().stream().map(Thing::location).toList();
        double latitude =
                places.stream().mapToDouble(Location::latitudeDegrees).average().orElse(0);
        double longitude = places.stream()
                .mapToDouble(Location::longitudeDegrees)
                .average()
                .orElse(0);
        return new Location(Math.round(latitude * 1e5) / 1e5, Math.round(longitude * 1e5) / 1e5, "", "");
    }
}
