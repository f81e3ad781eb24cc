package org.metrobed.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogPast;
import org.metrobed.catalog.Renames;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.Project;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.model.Visibility;
import org.metrobed.store.query.Subjects;

/** What readers see of catalogs with a past: {@link Sight}, {@link Sights}, {@link HiddenParts}, {@link Reader} and {@link Role}. */
class SightTest {

    private static final Reader RESEARCHER = Reader.of("key:1", Role.RESEARCHER);
    private static final Reader OPERATOR = Reader.of("key:2", Role.OPERATOR);

    private Catalog newest = Catalog.empty(-1);
    private CatalogPast past = CatalogPast.NONE;

    @Test
    void aRoleSeesWhatIsForItAndForThoseBelow() {
        publish(
                1,
                List.of(project("open", Visibility.PUBLIC), project("staff", Visibility.OPERATORS)),
                "tb/a:open",
                "tb/b:staff",
                "tb/c:");

        assertThat(things(Reader.ANYBODY)).containsExactly("tb/a", "tb/c");
        assertThat(things(RESEARCHER)).containsExactly("tb/a", "tb/c");
        assertThat(things(OPERATOR)).containsExactly("tb/a", "tb/b", "tb/c");
        assertThat(sight(OPERATOR).isAll()).isTrue();
        assertThat(sight(OPERATOR).subjects()).isEqualTo(Subjects.ALL);
        assertThat(sight(OPERATOR).of(newest)).isSameAs(newest);
    }

    @Test
    void aLimitedReaderSeesPublicProjectsAndItsOwn() {
        publish(
                1,
                List.of(
                        project("open", Visibility.PUBLIC),
                        project("one", Visibility.RESEARCHERS),
                        project("two", Visibility.RESEARCHERS),
                        project("staff", Visibility.OPERATORS)),
                "tb/a:open",
                "tb/b:one",
                "tb/c:two",
                "tb/d:staff");
        Reader limited = Reader.of("key:3", Role.RESEARCHER, List.of("one", "staff"));

        assertThat(things(limited)).containsExactly("tb/a", "tb/b");
    }

    @Test
    void whatWasTakenOutKeepsTheVisibilityThatItHadLast() {
        publish(1, List.of(project("staff", Visibility.PUBLIC)), "tb/a:staff");
        publish(2, List.of(project("staff", Visibility.OPERATORS)), "tb/a:staff");
        publish(3, List.of(), "tb/b:");
        Catalog seen = sight(Reader.ANYBODY).of(newest);

        assertThat(seen.past().findLastThing("tb/a", 3)).isEmpty();
        assertThat(seen.past().listRetiredThings(3)).isEmpty();
        assertThat(sight(Reader.ANYBODY).sees("tb/a/pm25")).isFalse();
        assertThat(sight(OPERATOR).of(newest).past().findLastThing("tb/a", 3)).isPresent();
    }

    @Test
    void theNewestVersionDecidesAboutCatalogsOfThePast() {
        publish(1, List.of(project("p", Visibility.PUBLIC)), "tb/a:p");
        Catalog then = newest;
        publish(2, List.of(project("p", Visibility.RESEARCHERS)), "tb/a:p");

        assertThat(sight(Reader.ANYBODY).of(then).things()).isEmpty();
        assertThat(sight(RESEARCHER).of(then).things()).hasSize(1);
    }

    @Test
    void aFormerNameIsSeenAsItsPresentOne() {
        publish(1, List.of(project("open", Visibility.PUBLIC)), "tb/old:open");
        publish(2, List.of(project("open", Visibility.PUBLIC), project("staff", Visibility.ADMINS)), "tb/new:staff");
        newest = newest.with(Renames.of(Map.of("tb/new/pm25", List.of("tb/old/pm25"))));
        Sight anybody = sight(Reader.ANYBODY);

        assertThat(anybody.sees("tb/old/pm25")).isFalse();
        assertThat(anybody.of(newest).renames()).isEqualTo(Renames.NONE);
        assertThat(anybody.of(newest).past().findLastThing("tb/old", 2)).isEmpty();
        assertThat(anybody.subjects().without()).contains("tb/old/pm25");
        assertThat(sight(Reader.of("x", Role.ADMIN)).sees("tb/old/pm25")).isTrue();
    }

    @Test
    void aTestBedIsSeenWithAnythingInIt() {
        publish(
                1,
                List.of(
                        project("open", Visibility.PUBLIC),
                        project("staff", Visibility.ADMINS),
                        new Project("own", "vault", "V", List.of(), "", "", Visibility.ADMINS)),
                "tb/a:open",
                "vault/x:own");

        Sight anybody = sight(Reader.ANYBODY);
        assertThat(anybody.hasTestbed("tb")).isTrue();
        assertThat(anybody.hasTestbed("vault")).isFalse();
        assertThat(anybody.isPartial("tb")).isTrue();
        assertThat(anybody.of(newest).testbeds()).extracting(TestBed::id).containsExactly("tb");
    }

    @Test
    void gatewaysAndPartsOfMetrobedAreSeenWithAllThings() {
        publish(
                1,
                List.of(project("open", Visibility.PUBLIC), project("staff", Visibility.ADMINS)),
                "tb/a:open",
                "tb/b:staff",
                "other/a:");
        Sight anybody = sight(Reader.ANYBODY);

        assertThat(anybody.sees("tb/gw/gateway")).isFalse();
        assertThat(anybody.sees("tb/gateways/network")).isFalse();
        assertThat(anybody.seesGateway("tb/gw")).isFalse();
        assertThat(anybody.sees("metrobed/pipeline/catalog"))
                .as("its message may name anything")
                .isFalse();
        assertThat(anybody.sees("metrobed/pipeline/ingest")).isTrue();
        assertThat(anybody.sees("tb/a/thing")).isTrue();
        assertThat(anybody.sees("tb/nobody/pm25"))
                .as("unknown, where things are hidden")
                .isFalse();
        assertThat(anybody.sees("other/gw/gateway")).isTrue();
        assertThat(sight(Reader.of("x", Role.ADMIN)).sees("tb/gw/gateway")).isTrue();
    }

    @Test
    void textsNameNothingThatIsHidden() {
        publish(1, List.of(project("staff", Visibility.ADMINS)), "tb/secret-pole:staff", "tb/a:");

        assertThat(sight(Reader.ANYBODY).mask("tb/secret-pole/pm25 and Name of tb/secret-pole differ from tb/a"))
                .doesNotContain("secret")
                .contains("tb/a", "another thing");
    }

    @Test
    void readersWhoSeeTheSameShareOneSightOfEachVersion() {
        publish(1, List.of(project("staff", Visibility.ADMINS)), "tb/a:staff");
        Sights sights = new Sights(() -> Optional.of(newest));
        Sight first = sights.apply(Reader.ANYBODY);

        assertThat(sights.apply(Reader.of("user:x", Role.PUBLIC))).isSameAs(first);
        assertThat(sights.apply(RESEARCHER).key()).isNotEqualTo(first.key());
        publish(2, List.of(project("staff", Visibility.ADMINS)), "tb/a:staff");
        assertThat(sights.apply(Reader.ANYBODY)).isNotSameAs(first);
        assertThat(new Sights(Optional::empty).apply(Reader.ANYBODY)).isSameAs(Sight.ALL);
    }

    private Sight sight(Reader reader) {
        return new Sights(() -> Optional.of(newest)).apply(reader);
    }

    private List<String> things(Reader reader) {
        return sight(reader).of(newest).things().stream().map(Thing::id).toList();
    }

    /** The next version; a thing is {@code testbed/thing:project}. */
    private void publish(long version, List<Project> projects, String... things) {
        List<Thing> all = new ArrayList<>();
        for (String text : things) {
            String[] parts = text.split(":", -1);
            all.add(new Thing(
                    parts[0], "Name of " + parts[0], Family.AIR, "type", parts[1], new Location(48, 16, "", "")));
        }
        List<TestBed> testbeds = all.stream()
                .map(Thing::testbed)
                .distinct()
                .map(id -> new TestBed(id, id, ZoneOffset.UTC, ""))
                .toList();
        Catalog next = Catalog.of(version, testbeds, projects, all, List.of(), List.of());
        past = past.plus(next, Instant.EPOCH.plusSeconds(version));
        newest = next.with(past);
    }

    private static Project project(String id, Visibility visibility) {
        return new Project(id, "tb", id, List.of(), "", "", visibility);
    }
}
