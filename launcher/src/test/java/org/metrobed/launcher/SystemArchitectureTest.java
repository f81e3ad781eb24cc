package org.metrobed.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The permitted libraries and the permitted dependencies of each module. */
final class SystemArchitectureTest {

    private static final JavaClasses SYSTEM = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.metrobed");

    private static final String[] OUTERMOST = {
        "org.metrobed.launcher..", "org.metrobed.lab..", "org.metrobed.testkit..", "org.metrobed.embedded.."
    };

    @ParameterizedTest
    @MethodSource
    void rule(ArchRule rule) {
        rule.check(SYSTEM);
    }

    static Stream<ArchRule> rule() {
        return Stream.of(
                onlyIn("org.apache.flink..", "Flink belongs to stream-jobs", "org.metrobed.stream.."),
                onlyIn(
                        "org.eclipse.paho..",
                        "MQTT clients belong to the packages named mqtt",
                        "org.metrobed.ingest.mqtt..",
                        "org.metrobed.simulators.mqtt.."),
                onlyIn(
                        "io.netty..",
                        "the MQTT server belongs to one package of ingest",
                        "org.metrobed.ingest.endpoint.."),
                onlyIn("io.javalin..", "Javalin belongs to the api", "org.metrobed.api.."),
                onlyIn("com.hivemq..", "the brokers belong to embedded", "org.metrobed.embedded.."),
                onlyIn("kafka.server..", "the brokers belong to embedded", "org.metrobed.embedded.."),
                onlyIn("io.opentelemetry..", "traces are sent from one module", "org.metrobed.tracing.."),
                onlyIn("jakarta.mail..", "mail belongs to one receiver", "org.metrobed.notify.mail.."),
                strangers(
                        "org.metrobed.notify..",
                        "org.metrobed.ingest..",
                        "org.metrobed.stream..",
                        "org.metrobed.api..",
                        "org.metrobed.simulators..",
                        "org.metrobed.decoders..",
                        "org.metrobed.topics..",
                        "org.metrobed.catalog.."),
                strangers(
                        "org.metrobed.ingest..",
                        "org.metrobed.stream..",
                        "org.metrobed.api..",
                        "org.metrobed.simulators..",
                        "org.metrobed.analysis..",
                        "org.metrobed.decoders..",
                        "org.metrobed.catalog..",
                        "org.metrobed.store.."),
                strangers(
                        "org.metrobed.stream..",
                        "org.metrobed.ingest..",
                        "org.metrobed.api..",
                        "org.metrobed.simulators.."),
                strangers(
                        "org.metrobed.api..",
                        "org.metrobed.ingest..",
                        "org.metrobed.stream..",
                        "org.metrobed.simulators.."),
                strangers(
                        "org.metrobed.simulators..",
                        "org.metrobed.ingest..",
                        "org.metrobed.stream..",
                        "org.metrobed.api..",
                        "org.metrobed.decoders..",
                        "org.metrobed.topics.."),
                alone("org.metrobed.config..", "java..", "javax.net.ssl.."),
                alone("org.metrobed.model..", "java..", "com.datadoghq.sketch.."),
                alone("org.metrobed.access..", "org.metrobed.model..", "org.slf4j..", "javax.crypto..", "java.."),
                alone("org.metrobed.analysis..", "org.metrobed.model..", "java.."),
                strangers("org.metrobed.decoders..", "org.metrobed.topics..", "org.metrobed.analysis.."),
                strangers("org.metrobed.topics..", "org.metrobed.decoders..", "org.metrobed.analysis.."),
                strangers("org.metrobed.launcher..", "org.metrobed.lab.."),
                onlyIn(
                        "com.datadoghq..",
                        "distributions of readings are kept in one place",
                        "org.metrobed.model.window"));
    }

    private static ArchRule onlyIn(String library, String because, String... packages) {
        String[] allowed =
                Stream.concat(Stream.of(packages), Stream.of(OUTERMOST)).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("org.metrobed..")
                .and()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(because + "; move the code there, or pass in what it gives");
    }

    private static ArchRule alone(String module, String... known) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        Stream.concat(Stream.of(module), Stream.of(known)).toArray(String[]::new))
                .because(module + " knows " + String.join(", ", known)
                        + " alone; move what needs a library to the module of that library");
    }

    private static ArchRule strangers(String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because(
                        "applications meet over MQTT, Kafka and the database only; share through config, model, topics or store");
    }
}
