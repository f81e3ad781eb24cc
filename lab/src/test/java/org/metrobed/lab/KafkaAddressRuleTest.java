package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Constants are copied into class files, so the sources are read. */
final class KafkaAddressRuleTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void clientsOfKafkaTakeTheirAddressFromKafkaAddressAlone() throws IOException {
        List<String> named = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            if (text.contains("BOOTSTRAP_SERVERS_CONFIG") || text.contains("\"bootstrap.servers\"")) {
                named.add(source.getFileName().toString());
            }
        }
        assertThat(named)
                .as("an address may say TLS and its authorities: use KafkaAddress.client(address, others)")
                .containsExactly("KafkaAddress.java");
    }

    /** The main code of all modules but testkit, the support of tests. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(one -> !one.endsWith("testkit")).toList()) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }
        assertThat(sources).hasSizeGreaterThan(900);
        return sources;
    }
}
