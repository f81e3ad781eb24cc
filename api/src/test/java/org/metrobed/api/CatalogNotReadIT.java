package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** An API that started while the catalog could not be read. */
final class CatalogNotReadIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.startWithoutTopics(POSTGRES, KAFKA);
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void requestsForDataAreRefusedUntilTheCatalogIsRead() throws Exception {
        List<String> data = List.of(
                "/api/v1/things",
                "/api/v1/observations?datastream=a/b/c",
                "/api/v1/windows?testbed=gone&as_of=2024-06-01T12:00:00Z",
                "/api/v1/alerts",
                "/api/v1/latest");
        for (String path : data) {
            HttpResponse<String> answer = api.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(ApiFixture.parse(answer.body()).get("detail").asText())
                    .startsWith("The catalog has not been read from Kafka yet");
        }
        HttpResponse<String> ready = api.get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        JsonNode reasons = ApiFixture.parse(ready.body()).get("reasons");
        assertThat(reasons.get(0).asText()).startsWith("catalog: not read");
        assertThat(api.get("/livez").statusCode()).isEqualTo(200);
        assertThat(api.get("/health").body()).contains("\"kafka\"");

        api.publishCatalog(KAFKA);
        Eventually.await("the catalog", Duration.ofSeconds(120), () -> status("/readyz") == 200);
        assertThat(status("/api/v1/things")).isEqualTo(200);
    }

    private static int status(String path) {
        try {
            return api.get(path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
