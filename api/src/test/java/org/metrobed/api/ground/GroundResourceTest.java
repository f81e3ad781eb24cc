package org.metrobed.api.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the ground of a test-bed is read. */
class GroundResourceTest {

    @TempDir
    Path outside;

    @Test
    void groundIsInTheBundleOfTheTestBed() throws IOException {
        Path folder =
                Files.createDirectories(outside.resolve("bundles/harbour")).getParent();
        Files.writeString(folder.resolve("harbour/map.geojson"), "harbour");
        Files.writeString(folder.resolve("map.geojson"), "all");
        assertThat(GroundResource.read(folder.toString(), "harbour")).isEqualTo("harbour");
        assertThat(GroundResource.read(folder.toString(), "other")).isEqualTo("all");
    }

    @Test
    void withoutAFileThereIsNoFeature() throws IOException {
        assertThat(GroundResource.read(outside.toString(), "harbour")).isEqualTo(GroundResource.NONE);
        assertThat(GroundResource.read("", "harbour")).isEqualTo(GroundResource.NONE);
    }

    @Test
    void linkOutOfTheFolderIsNotFollowed() throws IOException {
        Path folder =
                Files.createDirectories(outside.resolve("bundles/harbour")).getParent();
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("harbour/map.geojson"), secret);
        assertThat(GroundResource.read(folder.toString(), "harbour")).isEqualTo(GroundResource.NONE);
    }
}
