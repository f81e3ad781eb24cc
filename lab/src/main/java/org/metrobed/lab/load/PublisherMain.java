package org.metrobed.lab.load;

import java.io.IOException;
import java.time.Clock;

/**
 * The publisher's process. Prints {@code ready}, waits for a line on its input, then publishes; prints {@code sent N}
 * at intervals and {@code done ...} at the end. It is a separate process, so that its processor time is not measured.
 */
public final class PublisherMain {

    private PublisherMain() {}

    /**
     * Publishes and ends.
     *
     * @param args the arguments of a {@link Load}
     */
    public static void main(String[] args) throws IOException {
        try (Publisher publisher = Publisher.open(Load.ofArguments(args), Clock.systemUTC())) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return; // the parent process has ended
            }
            System.out.println("done "
                    + publisher
                            .run(messages -> System.out.println("sent " + messages))
                            .toText());
        }
    }
}
