package org.metrobed.notify;

import java.util.List;
import org.metrobed.notify.alertmanager.AlertmanagerReceiver;
import org.metrobed.notify.cap.CapReceiver;
import org.metrobed.notify.mail.MailReceiver;
import org.metrobed.notify.receiver.ReceiverKind;
import org.metrobed.notify.webhook.WebhookReceiver;

/** All kinds of receivers; a new kind is added here. Static functions only. */
public final class Receivers {

    private static final List<ReceiverKind> KINDS =
            List.of(AlertmanagerReceiver.KIND, WebhookReceiver.KIND, CapReceiver.KIND, MailReceiver.KIND);

    private Receivers() {}

    /** All kinds, in the order of the documents. */
    public static List<ReceiverKind> list() {
        return KINDS;
    }
}
