package org.metrobed.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The jar for a Flink cluster, as built by {@code package}. */
class JobJarIT {

    private static final Path JAR = Path.of("target", "metrobed-stream-jobs-job.jar");
    private static final List<String> FROM_THE_CLUSTER = List.of(
            "org/apache/flink/runtime/",
            "org/apache/flink/streaming/api/environment/",
            "org/apache/flink/client/",
            "org/apache/flink/configuration/",
            "org/slf4j/",
            "org/apache/logging/",
            "ch/qos/logback/");

    @Test
    void nothingThatTheClusterHasIsInTheJar() throws IOException {
        assertThat(listEntries())
                .noneMatch(name -> FROM_THE_CLUSTER.stream().anyMatch(name::startsWith))
                .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"));
    }

    @Test
    void mainConnectorAndDriverAreInTheJar() throws IOException {
        assertThat(listEntries())
                .contains(
                        "org/metrobed/stream/PipelineMain.class",
                        "org/metrobed/store/StoreSession.class",
                        "org/apache/flink/connector/kafka/source/KafkaSource.class",
                        "org/apache/flink/connector/base/source/reader/SourceReaderBase.class",
                        "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                        "org/postgresql/Driver.class");
    }

    @Test
    void manifestNamesTheMain() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo(PipelineMain.class.getName());
        }
    }

    /** As in the libraries' own jars, and so as everywhere but on a cluster (apache/flink#10649). */
    @Test
    void classesForTheJavaVersionThatRunsAreUsed() throws IOException, ReflectiveOperationException {
        assertThat(listEntries()).anyMatch(name -> name.startsWith("META-INF/versions/11/org/postgresql/"));
        try (URLClassLoader job = openBesideFlink()) {
            assertThat(job.loadClass("org.postgresql.util.LazyCleanerImpl").getDeclaredFields())
                    .as("the class for Java 11 uses java.lang.ref.Cleaner")
                    .anyMatch(field -> field.getType() == Cleaner.class);
        }
    }

    /** apache/fluss#4144: a class that the cluster has too is loaded from one of two places, and fails elsewhere. */
    @Test
    void noClassOfTheClustersClassPathIsInTheJar() throws IOException {
        Set<String> ours = Set.copyOf(listEntries());
        List<String> twice = new ArrayList<>();
        for (String jar :
                Files.readString(Path.of("target", "flink-class-path.txt")).split(File.pathSeparator, -1)) {
            try (JarFile theirs = new JarFile(jar)) {
                theirs.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(".class") && ours.contains(name))
                        .forEach(twice::add);
            }
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void driverIsFoundAsService() throws IOException {
        try (URLClassLoader job = openBesideFlink()) {
            assertThat(ServiceLoader.load(Driver.class, job))
                    .anyMatch(driver -> driver.getClass().getName().equals("org.postgresql.Driver"));
        }
    }

    @Test
    void graphIsBuiltFromTheJarAndFlinkAlone() throws ReflectiveOperationException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        try (URLClassLoader job = openBesideFlink()) {
            thread.setContextClassLoader(job);
            Class<?> settings = job.loadClass("org.metrobed.config.Settings");
            Class<?> config = job.loadClass(PipelineConfig.class.getName());
            Object none = settings.getMethod("of", Map.class).invoke(null, Map.of());
            Object read = config.getMethod("read", settings).invoke(null, none);
            Class<?> pipeline = job.loadClass(Pipeline.class.getName());
            pipeline.getMethod("build", StreamExecutionEnvironment.class, config)
                    .invoke(null, env, read);
            assertThat(pipeline.getClassLoader()).isSameAs(job);
            assertThat(env.getStreamGraph(false).getStreamNodes()).isNotEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static List<String> listEntries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static URLClassLoader openBesideFlink() throws IOException {
        return new URLClassLoader(new URL[] {JAR.toUri().toURL()}, new FlinkOnly());
    }

    /**
     * Loads only the classes that a cluster offers a job: the JDK, Flink without its connectors, and the logging API.
     */
    private static final class FlinkOnly extends ClassLoader {

        FlinkOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            boolean offered = name.startsWith("org.slf4j.")
                    || (name.startsWith("org.apache.flink.") && !name.startsWith("org.apache.flink.connector."));
            if (!offered) {
                throw new ClassNotFoundException(name);
            }
            return JobJarIT.class.getClassLoader().loadClass(name);
        }
    }
}
