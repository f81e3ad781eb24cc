package org.metrobed.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BuildInfoTest {

    @Test
    void versionIsThatOfThePoms() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>metrobed</artifactId><version>" + BuildInfo.VERSION + "</version>");
    }
}
