package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.lab.load.BenchCity;
import picocli.CommandLine;

final class ContainersMainTest {

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private final CommandLine command = ContainersMain.commandLine().setErr(new PrintWriter(errors, true));

    @Test
    void bundleThatIsWrittenHasTheDatastreamsOfTheReadings() {
        assertThat(command.execute("--write-bundle", folder.toString())).isZero();

        assertThat(CatalogReader.read(CatalogFiles.readFolder(folder), 0)
                        .findDatastream(BenchCity.listDatastreams(4).get(39)))
                .isPresent();
    }

    @Test
    void missingAddressesAreNamed() {
        assertThat(command.execute("--mqtt", "tcp://127.0.0.1:1883")).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(errors.toString()).contains("--kafka", "--database", "are needed");
    }
}
