package org.metrobed.analysis.correlate;

import java.util.List;
import org.metrobed.model.Severity;

/** Alerts of gateways of which nothing comes. Stateless beside its books. */
final class SilentGateways {

    private static final String SUBJECT = "/gateway";

    private final Agenda agenda;
    private final Book book;
    private final Gateways gateways;
    private final Outages outages;
    private final Silences silences;
    private final SilentThings things;

    SilentGateways(Agenda agenda, Book book, Gateways gateways, Outages outages, Silences silences) {
        this.agenda = agenda;
        this.book = book;
        this.gateways = gateways;
        this.outages = outages;
        this.silences = silences;
        this.things = new SilentThings(book);
    }

    /** Ingest is back: gateways have their time from here. */
    void outageEnded(long endMillis) {
        gateways.saved().forEach(gateway -> lookAgain(gateway, endMillis));
    }

    /** A gateway is heard again. */
    void back(Gateway gateway, long nowMillis) {
        back(gateway, nowMillis, " is back after " + Own.words(nowMillis - gateway.sinceMillis()));
    }

    /** A gateway should have been heard by now. */
    void look(Gateway gateway, long nowMillis) {
        if (gateway.deadlineMillis() > nowMillis) {
            return;
        }
        long end = outages.end(gateway.heardMillis(), nowMillis);
        if (end == Outages.LASTS) {
            return;
        }
        if (end > 0 && end + gateway.patienceMillis() > nowMillis) {
            lookAgain(gateway, end);
            return;
        }
        open(gateway, nowMillis);
    }

    private void open(Gateway gateway, long nowMillis) {
        List<String> its = gateways.thingsOf(gateway.id());
        long since = gateway.sinceMillis();
        String message = "gateway " + Own.shortName(gateway.id()) + " is silent since " + Own.clock(since) + "; "
                + its.size() + (its.size() == 1 ? " thing reports" : " things report") + " through it";
        Report opened =
                Own.opened(gateway.id() + SUBJECT, Desk.GATEWAY_SILENT, Severity.CRITICAL, since, nowMillis, message);
        book.tell(opened);
        String id = opened.event().alertId();
        gateways.keep(gateway.silent(id));
        its.forEach(thing -> adopt(thing, gateway, id, nowMillis));
    }

    private void lookAgain(Gateway gateway, long endMillis) {
        agenda.add(endMillis + gateway.patienceMillis(), Agenda.Item.GATEWAY, gateway.id());
    }

    /** What fell silent since the gateway was heard belongs to it. */
    private void adopt(String thing, Gateway gateway, String id, long nowMillis) {
        things.find(thing)
                .filter(known -> known.openedMillis() >= gateway.heardMillis())
                .ifPresent(known -> book.move(known, id, nowMillis));
        book.silencesOf(thing).stream()
                .filter(known -> known.openedMillis() >= gateway.heardMillis())
                .forEach(known -> book.move(known, id, nowMillis));
    }

    /** A gateway that was silent is so no more. */
    void back(Gateway gateway, long nowMillis, String words) {
        book.find(gateway.alert()).filter(Known::open).ifPresent(known -> {
            String message = "gateway " + Own.shortName(gateway.id()) + words;
            book.tell(Own.resolved(known.last(), nowMillis, message));
            book.childrenOf(known.id()).stream()
                    .filter(child -> !Own.is(child.last()))
                    .forEach(child -> silences.again(child, nowMillis));
        });
    }
}
