package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** No library on the class path has a hole that .ci/known-holes.yml knows, except those with a reason there. */
class KnownHolesTest {

    private static final Path FILE = Path.of("..", ".ci", "known-holes.yml");

    /** A library of the class path, by its place in a Maven repository. */
    private record Library(String name, String version) {

        static Optional<Library> find(Path repository, Path jar) {
            if (!jar.startsWith(repository) || !jar.toString().endsWith(".jar")) {
                return Optional.empty();
            }
            Path place = repository.relativize(jar);
            int parts = place.getNameCount();
            String version = place.getName(parts - 2).toString();
            String artifact = place.getName(parts - 3).toString();
            String group = place.subpath(0, parts - 3).toString().replace(File.separatorChar, '.');
            return Optional.of(new Library(group + ":" + artifact, version));
        }
    }

    /** A hole of a library. */
    private record Hole(String id, String library, String line, String fixed) {

        static Hole of(Map<?, ?> fields) {
            Object line = fields.get("line");
            return new Hole(
                    text(fields, "id"),
                    text(fields, "library"),
                    line == null ? "" : line.toString(),
                    text(fields, "fixed"));
        }

        boolean isIn(Library shipped) {
            String names = library.replace(".", "\\.").replace("*", ".*");
            return shipped.name.matches(names) && shipped.version.startsWith(line) && isOlder(shipped.version, fixed);
        }

        private static String text(Map<?, ?> fields, String key) {
            assertThat(fields.get(key)).as(key + " of " + fields).isNotNull();
            return fields.get(key).toString();
        }
    }

    @Test
    void noShippedLibraryHasAKnownHole() throws Exception {
        Path repository = repository();
        List<Library> shipped = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .flatMap(jar -> Library.find(repository, Path.of(jar)).stream())
                .toList();
        assertThat(shipped)
                .as("libraries of the class path")
                .hasSizeGreaterThan(100)
                .anyMatch(library -> library.name.equals("io.netty:netty-handler"))
                .anyMatch(library -> library.name.equals("org.bouncycastle:bcprov-jdk18on"));
        List<Hole> excepted = holes("exceptions");
        List<String> found = holes("holes").stream()
                .flatMap(hole -> shipped.stream()
                        .filter(hole::isIn)
                        .filter(library -> excepted.stream()
                                .noneMatch(exception ->
                                        exception.id.equals(hole.id) && exception.library.equals(library.name)))
                        .map(library -> library + " has " + hole.id + "; raise it to " + hole.fixed + " or newer"))
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void exceptionsAreHolesThatAreShippedAndHaveAReasonAndAnEnd() throws IOException {
        List<String> holes = holes("holes").stream()
                .map(hole -> hole.id + " " + hole.library)
                .toList();
        for (Map<?, ?> exception : list("exceptions")) {
            assertThat(exception.get("reason").toString()).hasSizeGreaterThan(40);
            assertThat(LocalDate.parse(exception.get("until").toString())).isNotNull();
            assertThat(holes).contains(exception.get("id") + " " + exception.get("library"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4.1.128.Final, 4.1.136.Final, true",
        "4.1.140.Final, 4.1.136.Final, false",
        "1.9, 1.10.1, true",
        "1.10.1, 1.10.1, false",
        "1.85.2, 1.85, false",
        "1.85, 1.85.2, true",
        "33.3.1-jre, 32.0.0, false",
        "2.9, 2.10-rc1, true"
    })
    void versionsAreComparedNumberByNumber(String shipped, String fixed, boolean older) {
        assertThat(isOlder(shipped, fixed)).isEqualTo(older);
    }

    @Test
    void librariesAreFoundWhateverTheRepositoryIsCalled() {
        Path repository = Path.of("/builds/city/.m2");
        assertThat(Library.find(repository, repository.resolve("io/netty/netty-handler/4.1.1/netty-handler-4.1.1.jar")))
                .contains(new Library("io.netty:netty-handler", "4.1.1"));
        assertThat(Library.find(repository, Path.of("/builds/city/model/target/classes")))
                .isEmpty();
    }

    /** The folder of the local Maven repository: junit-jupiter-api is in org/junit/jupiter/junit-jupiter-api/VERSION of it. */
    private static Path repository() throws URISyntaxException {
        Path folder = Path.of(
                Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        for (int i = 0; i < 6; i++) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Compares the leading numbers; words such as Final count nothing. */
    private static boolean isOlder(String version, String than) {
        List<Integer> one = numbers(version);
        List<Integer> other = numbers(than);
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int difference = (i < one.size() ? one.get(i) : 0) - (i < other.size() ? other.get(i) : 0);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static List<Integer> numbers(String version) {
        return Stream.of(version.split("[.-]", -1))
                .takeWhile(part -> part.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Hole> holes(String key) throws IOException {
        return list(key).stream()
                .map(fields -> key.equals("holes") ? Hole.of(fields) : exception(fields))
                .toList();
    }

    private static Hole exception(Map<?, ?> fields) {
        return new Hole(fields.get("id").toString(), fields.get("library").toString(), "", "");
    }

    private static List<Map<?, ?>> list(String key) throws IOException {
        Object all = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
        assertThat(all).isInstanceOf(Map.class);
        List<?> entries = (List<?>) ((Map<?, ?>) all).get(key);
        return entries.stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
    }
}
