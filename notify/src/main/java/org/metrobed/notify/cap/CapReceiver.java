package org.metrobed.notify.cap;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.config.Settings;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.http.Post;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;
import org.metrobed.store.notification.Notification;

/** Writes CAP 1.2 warnings to a folder, posts them, or both. */
public final class CapReceiver implements Receiver {

    /** Description and factory. */
    public static final ReceiverKind KIND = new ReceiverKind(
            new ReceiverInfo(
                    "cap",
                    "Warnings in the Common Alerting Protocol 1.2 of OASIS, as files, by POST, or both.",
                    "A warning is a `Test` (or `Draft`) until a person approves the alert (action `approve`). Then"
                            + " it is sent"
                            + " as `Actual`: an `Alert` first, an `Update` for each change, a `Cancel` at the end,"
                            + " each with references to those of its own status before it. Only alerts of thresholds that"
                            + " the catalog marks as `public` are warned of, if neighbours see the event too (origin"
                            + " `environment`), or if a person has approved the alert and its origin is not `sensor`."
                            + " The area is named after the thing and has a circle around each station that sees the"
                            + " event. A file is `IDENTIFIER.xml`; a POST has the type"
                            + " `application/cap+xml` and the identifier as `X-Metrobed-Id`.",
                    CapSettings.list()),
            CapReceiver::read);

    private final CapXml xml;
    private final Optional<CapFolder> folder;
    private final Optional<Post> post;

    CapReceiver(CapStyle style, PageLinks page, Optional<Path> folder, Optional<URI> address) {
        this.xml = new CapXml(style, page);
        this.folder = folder.map(CapFolder::new);
        this.post = address.map(Post::new);
    }

    private static List<Receiver> read(Settings settings, PageLinks page) {
        CapStyle style = CapSettings.readStyle(settings);
        String dir = settings.text(CapSettings.DIR);
        String url = settings.text(CapSettings.URL);
        if (!url.isEmpty()) {
            url = settings.address(CapSettings.URL, "http", "https");
        }
        if (dir.isEmpty() && url.isEmpty()) {
            return List.of();
        }
        return List.of(new CapReceiver(
                style,
                page,
                Optional.of(dir).filter(text -> !text.isEmpty()).map(Path::of),
                Optional.of(url).filter(text -> !text.isEmpty()).map(URI::create)));
    }

    @Override
    public ReceiverInfo info() {
        return KIND.info();
    }

    @Override
    public String address() {
        return Stream.concat(folder.map(one -> one.folder().toString()).stream(), post.map(Post::host).stream())
                .collect(Collectors.joining(" and "));
    }

    @Override
    public boolean wantsApproval() {
        return true;
    }

    @Override
    public boolean concerns(Group group, NamesInCatalog names) {
        return PublicAlerts.isOpen(group, names);
    }

    @Override
    public String write(AlertMessage message) {
        return new String(xml.write(message), StandardCharsets.UTF_8);
    }

    @Override
    public void send(List<Notification> messages, Instant now) throws DeliveryException, InterruptedException {
        for (Notification message : messages) {
            byte[] warning = message.content().getBytes(StandardCharsets.UTF_8);
            if (folder.isPresent()) {
                folder.get().write(message.id(), warning);
            }
            if (post.isPresent()) {
                post.get().send("application/cap+xml", warning, Map.of("X-Metrobed-Id", message.id()));
            }
        }
    }
}
