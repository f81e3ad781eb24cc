package org.metrobed.ingest.endpoint;

import java.util.HashSet;
import java.util.Set;
import org.metrobed.access.Access;
import org.metrobed.access.AclFile;

/** To which topics one client may publish; remembers those that it uses until the ACL changes. Used by one thread. */
final class PublishRights {

    private static final int MOST_REMEMBERED = 1_000;

    private final Access access;
    private final ClientSession session;
    private final Set<String> allowed = new HashSet<>();
    private AclFile acl;

    PublishRights(Access access, ClientSession session) {
        this.access = access;
        this.session = session;
    }

    /** Refuses a topic that is not valid, or that the client may not publish to. */
    void check(String topic) throws RuleBroken {
        AclFile now = access.isOpen() ? null : access.acl();
        if (now != acl || allowed.size() >= MOST_REMEMBERED) {
            allowed.clear();
            acl = now;
        }
        if (allowed.contains(topic)) {
            return;
        }
        if (!Admission.isTopic(topic)) {
            throw new RuleBroken(RuleBroken.TOPIC_NAME, "the topic is not valid");
        }
        if (now != null && !now.mayPublish(session.user(), session.clientId(), topic)) {
            throw new RuleBroken(RuleBroken.NOT_AUTHORIZED, "may not publish to " + topic);
        }
        allowed.add(topic);
    }
}
