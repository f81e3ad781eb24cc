package org.metrobed.stream.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.stream.anomaly.DetectionLayouts;
import org.metrobed.stream.catalog.CatalogLayouts;
import org.metrobed.stream.cleaning.CleaningLayouts;
import org.metrobed.stream.correlate.AlertLayouts;
import org.metrobed.stream.decode.DecodeLayouts;
import org.metrobed.stream.liveness.LivenessLayouts;
import org.metrobed.stream.product.ProductLayouts;
import org.metrobed.stream.source.SourceLayouts;
import org.metrobed.stream.support.GoldenLayout;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.stream.support.SupportLayouts;
import org.metrobed.stream.window.WindowLayouts;

/**
 * The bytes of every layout in checkpoints are those of the files {@code state/LAYOUT/vVERSION-CASE.bin}, and those of
 * earlier versions are still read. If a file of the present version is missing, it is written and the test fails once.
 */
class StateBytesTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "state");

    static List<GoldenLayout<?>> layouts() {
        return Stream.of(
                        SupportLayouts.list(),
                        SourceLayouts.list(),
                        CatalogLayouts.list(),
                        DecodeLayouts.list(),
                        CleaningLayouts.list(),
                        WindowLayouts.list(),
                        ProductLayouts.list(),
                        DetectionLayouts.list(),
                        AlertLayouts.list(),
                        LivenessLayouts.list())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void everyLayoutIsPinnedUnderItsOwnName() throws IOException {
        List<String> forms = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("org.metrobed.stream").stream()
                        .filter(type -> type.isAssignableTo(StateFormat.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .toList();
        assertThat(layouts().stream().map(layout -> layout.form().getClass().getName()))
                .as("layouts with golden bytes: a new one needs cases in the …Layouts of its package")
                .containsExactlyInAnyOrderElementsOf(forms);
        assertThat(list(FOLDER))
                .as(
                        "a layout keeps its name, by which checkpoints know it; a folder stays while checkpoints may hold it")
                .containsExactlyInAnyOrderElementsOf(
                        layouts().stream().map(GoldenLayout::name).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    <T> void everyCaseHasItsBytes(GoldenLayout<T> layout) throws IOException {
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, T> one : layout.cases().entrySet()) {
            Path file = file(layout, one.getKey());
            byte[] bytes = write(layout.form(), one.getValue());
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.write(file, bytes);
                written.add(file);
            }
            assertThat(bytes)
                    .as(
                            "%s writes other bytes than %s. Checkpoints hold such bytes: raise its version, read the older ones"
                                    + " too, and commit the new files beside the old. A layout of tagged fields keeps its"
                                    + " version: leave this case as it is and add one with the new field. Where the value"
                                    + " of the case has changed and not the layout, give the case another name",
                            layout.name(), file)
                    .isEqualTo(Files.readAllBytes(file));
        }
        assertThat(written)
                .as("golden bytes that were missing have been written: commit them")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    <T> void bytesOfEveryVersionAreRead(GoldenLayout<T> layout) throws IOException {
        for (String name : list(FOLDER.resolve(layout.name()))) {
            byte[] bytes = Files.readAllBytes(FOLDER.resolve(layout.name()).resolve(name));
            int version = Integer.parseInt(name.substring(1, name.indexOf('-')));
            String particular = name.substring(name.indexOf('-') + 1, name.length() - ".bin".length());
            byte[] again = write(layout.form(), read(layout.form(), version, bytes, name));
            if (version == layout.form().version()) {
                assertThat(again).as("%s read and written again", name).isEqualTo(bytes);
            }
            if (layout.cases().containsKey(particular)) {
                assertThat(again)
                        .as("%s read and written again, beside its case of today", name)
                        .isEqualTo(write(layout.form(), layout.cases().get(particular)));
            }
        }
    }

    private static Path file(GoldenLayout<?> layout, String particular) {
        return FOLDER.resolve(layout.name()).resolve("v" + layout.form().version() + "-" + particular + ".bin");
    }

    private static <T> byte[] write(StateFormat<T> form, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        form.write(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(StateFormat<T> form, int version, byte[] bytes, String name) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T value = form.read(version, in);
        assertThat(in.available()).as("bytes of %s that were not read", name).isZero();
        return value;
    }

    private static List<String> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
