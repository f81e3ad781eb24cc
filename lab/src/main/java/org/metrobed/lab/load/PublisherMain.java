package org.metrobed.lab.load;

import java.io.IOException;
import java.time.Clock;

/**
 * The publisher's process. Says {@code ready}, waits for a line on its input, then publishes: {@code sent N} now and then,
 * {@code done ...} at the end. A process of its own, so that its processor time is not what is measured.
 */
public final class PublisherMain {

    private PublisherMain() {}

    /**
     * Publishes and ends.
     *
     * @param args of a {@link Load}
     */
    public static void main(String[] args) throws IOException {
        try (Publisher publisher = Publisher.open(Load.ofArguments(args), Clock.systemUTC())) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return; // who started it is gone
            }
            System.out.println("done "
                    + publisher
                            .run(messages -> System.out.println("sent " + messages))
                            .toText());
        }
    }
}
