package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@link AnswerPermits}: answers that need much memory are bounded. */
class AnswerPermitsTest {

    /** A number. */
    public record View(int number) {}

    @Test
    void turnThatDoesNotComeIsAProblem() {
        AnswerPermits permits = new AnswerPermits("answers of tests", 2, Duration.ofMillis(10));
        permits.acquire();
        permits.acquire();
        assertThatThrownBy(permits::acquire)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(503))
                .hasMessageContaining("2 answers of tests at once");
        permits.release();
        permits.acquire();
    }

    @Test
    void answersInArrowAndParquetAreBoundedAndOthersAreNot() throws Exception {
        CountDownLatch begun = new CountDownLatch(Routes.MOST_COLUMNAR);
        CountDownLatch end = new CountDownLatch(1);
        Routes routes = new Routes();
        routes.add(new Route(
                "/numbers",
                "Test",
                List.of(),
                Route.Output.rows(View.class),
                request -> request.answer(
                        Rows.all(View.class, request.format().isColumnar() ? waiting(begun, end) : one()))));
        io.javalin.Javalin server = io.javalin.Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    routes.register(config.routes);
                    Problems.install(config.routes);
                })
                .start();
        try {
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < Routes.MOST_COLUMNAR; i++) {
                answers.add(get(server, i % 2 == 0 ? "arrow" : "parquet"));
            }
            begun.await();
            HttpResponse<byte[]> refused = get(server, "arrow").join();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(get(server, "csv").join().statusCode()).isEqualTo(200);
            end.countDown();
            answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(get(server, "parquet").join().statusCode()).isEqualTo(200);
        } finally {
            end.countDown();
            server.stop();
        }
    }

    private static Iterator<View> one() {
        return List.of(new View(1)).iterator();
    }

    private static Iterator<View> waiting(CountDownLatch begun, CountDownLatch end) {
        return Stream.of(1)
                .map(number -> {
                    begun.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new View(number);
                })
                .iterator();
    }

    private static CompletableFuture<HttpResponse<byte[]>> get(io.javalin.Javalin server, String format) {
        return HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/numbers?f=" + format))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }
}
