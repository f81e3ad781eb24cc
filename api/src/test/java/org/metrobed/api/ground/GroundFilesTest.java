package org.metrobed.api.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link GroundFiles} finds the bundle of a test-bed as the catalog does. */
class GroundFilesTest {

    private static final String GROUND = "{\"type\":\"FeatureCollection\",\"features\":[1]}";

    @TempDir
    Path folder;

    @Test
    void folderNeedNotHaveTheNameOfItsTestBed() throws IOException {
        bundle(folder.resolve("bundle-2026"), "town");
        bundle(folder.resolve("other"), "port");
        Files.writeString(folder.resolve("other/map.geojson"), "{}");
        assertThat(ground("town")).isEqualTo(GROUND);
        assertThat(ground("port")).isEqualTo("{}");
        assertThat(ground("village")).isEqualTo(GroundFiles.NONE);
    }

    @Test
    void folderOfOneBundleIsTheBundle() throws IOException {
        bundle(folder, "town");
        assertThat(ground("town")).isEqualTo(GROUND);
        assertThat(ground("port")).isEqualTo(GroundFiles.NONE);
    }

    /** As Kubernetes mounts the files of a ConfigMap. */
    @Test
    void filesMayBeLinksWithinTheFolder() throws IOException {
        bundle(folder.resolve("..2026_11_30"), "town");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_30"));
        for (String file : new String[] {"testbed.yaml", GroundFiles.FILE}) {
            Files.createSymbolicLink(folder.resolve(file), Path.of("..data", file));
        }
        assertThat(ground("town")).isEqualTo(GROUND);
    }

    @Test
    void fileThatLeadsOutOfTheFolderIsNotShown() throws IOException {
        Path bundles = folder.resolve("bundles");
        bundle(bundles.resolve("town"), "town");
        Files.delete(bundles.resolve("town/map.geojson"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(bundles.resolve("town/map.geojson"), folder.resolve("secret"));
        assertThat(new GroundFiles(bundles.toString()).read("town")).isEqualTo(GroundFiles.NONE);
        assertThat(new GroundFiles("").read("town")).isEqualTo(GroundFiles.NONE);
    }

    @Test
    void brokenBundleHidesNoGroundOfAnother() throws IOException {
        bundle(folder.resolve("town"), "town");
        Files.createDirectory(folder.resolve("port"));
        Files.write(folder.resolve("port/testbed.yaml"), new byte[] {(byte) 0xff});
        assertThat(ground("town")).isEqualTo(GROUND);
    }

    private String ground(String testbed) throws IOException {
        return new GroundFiles(folder.toString()).read(testbed);
    }

    private static void bundle(Path at, String testbed) throws IOException {
        Files.createDirectories(at);
        Files.writeString(at.resolve("testbed.yaml"), "testbed: { id: " + testbed + ", name: Town, zone: UTC }\n");
        Files.writeString(at.resolve(GroundFiles.FILE), GROUND);
    }
}
