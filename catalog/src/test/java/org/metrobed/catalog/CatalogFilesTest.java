package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFilesTest {

    @Test
    void readsYamlBelowTheFolderAndPassesOverTheRest(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("town/parts"));
        Files.createDirectories(folder.resolve("town/.git"));
        Files.writeString(folder.resolve("town/a.yaml"), "a: ä");
        Files.writeString(folder.resolve("town/parts/b.yml"), "b:");
        Files.writeString(folder.resolve("town/README.md"), "#");
        Files.writeString(folder.resolve("town/.hidden.yaml"), "h:");
        Files.writeString(folder.resolve("town/.git/c.yaml"), "c:");

        CatalogFiles files = CatalogFiles.readFolder(folder);

        assertThat(files.texts()).isEqualTo(Map.of("town/a.yaml", "a: ä", "town/parts/b.yml", "b:"));
    }

    @Test
    void linkOutOfTheFolderIsNotFollowed(@TempDir Path folder) throws IOException {
        Path bundles = Files.createDirectories(folder.resolve("bundles/town"));
        Files.writeString(folder.resolve("secret.yaml"), "root:*:20228:0:99999");
        Files.createDirectories(folder.resolve("other"));
        Files.createSymbolicLink(bundles.resolve("s.yaml"), folder.resolve("secret.yaml"));
        Files.createSymbolicLink(bundles.resolve("gone.yml"), folder.resolve("none"));
        Files.createSymbolicLink(folder.resolve("bundles/city"), folder.resolve("other"));

        assertThatThrownBy(() -> CatalogFiles.readFolder(folder.resolve("bundles")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("town/s.yaml:1:1: this is a link ")
                .hasMessageContaining("town/gone.yml:1:1: this is a link ")
                .hasMessageContaining("city:1:1: this is a link ")
                .hasMessageNotContaining("20228");
    }

    @Test
    void linkWithinTheFolderIsFollowedAndTheFolderMayBeALink(@TempDir Path folder) throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mount/..2026"));
        Files.writeString(mounted.resolve("a.yaml"), "a:");
        Files.createSymbolicLink(folder.resolve("mount/..data"), Path.of("..2026"));
        Files.createSymbolicLink(folder.resolve("mount/a.yaml"), Path.of("..data/a.yaml"));
        Files.createSymbolicLink(folder.resolve("bundles"), Path.of("mount"));

        assertThat(CatalogFiles.readFolder(folder.resolve("bundles")).texts()).isEqualTo(Map.of("a.yaml", "a:"));
    }

    @Test
    void digestDependsOnPathsAndTextsAlone() {
        CatalogFiles files = CatalogFiles.of(Map.of("a", "1", "b", "2"));

        assertThat(files.sha256())
                .matches("[0-9a-f]{64}")
                .isEqualTo(CatalogFiles.of(new HashMap<>(Map.of("b", "2", "a", "1")))
                        .sha256())
                .isNotEqualTo(CatalogFiles.of(Map.of("a", "1", "b", "3")).sha256())
                .isNotEqualTo(CatalogFiles.of(Map.of("a", "1b", "", "2")).sha256())
                .isNotEqualTo(CatalogFiles.of(Map.of("a", "1")).sha256());
    }

    @Test
    void missingFolderIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> CatalogFiles.readFolder(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }

    @Test
    void binaryFileIsNamed(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> CatalogFiles.readFolder(folder))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("x.yaml:1:1: the file is not UTF-8 text");
    }

    @Test
    void tooLongFileIsRefusedBeforeItIsRead(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("long.yaml"), new byte[CatalogFiles.MAX_FILE_BYTES + 1]);

        assertThatThrownBy(() -> CatalogFiles.readFolder(folder))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("long.yaml:1:1: the file is longer than 1048576 bytes");
    }

    @Test
    void lengthIsCountedInBytes() {
        String fits = "ä".repeat(CatalogFiles.MAX_FILE_BYTES / 2);

        assertThat(CatalogFiles.of(Map.of("a.yaml", fits)).texts()).hasSize(1);
        assertThatThrownBy(() -> CatalogFiles.of(Map.of("a.yaml", fits + "a")))
                .hasMessageContaining("a.yaml:1:1: the file is longer");
        assertThat(fits.getBytes(StandardCharsets.UTF_8)).hasSize(CatalogFiles.MAX_FILE_BYTES);
    }

    @Test
    void totalLengthAndNumberAreLimited() {
        String large = "a".repeat(CatalogFiles.MAX_FILE_BYTES);
        Map<String, String> heavy = new HashMap<>();
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < CatalogFiles.MAX_FILES; i++) {
            many.put(i + ".yaml", "");
        }
        for (int i = 0; i < 8; i++) {
            heavy.put(i + ".yaml", large);
        }

        assertThat(CatalogFiles.of(many).texts()).hasSize(CatalogFiles.MAX_FILES);
        assertThat(CatalogFiles.of(heavy).texts()).hasSize(8);
        many.put("one-more.yaml", "");
        heavy.put("one-more.yaml", "a");
        assertThatThrownBy(() -> CatalogFiles.of(many)).hasMessageContaining("1001 files");
        assertThatThrownBy(() -> CatalogFiles.of(heavy)).hasMessageContaining("8388609 bytes");
    }
}
