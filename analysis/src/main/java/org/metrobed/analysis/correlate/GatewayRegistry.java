package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.model.Liveness;

/** The known gateways, their liveness, and the things that report through each of them. Mutable, one thread. */
public final class GatewayRegistry {

    /** A gateway or thing is forgotten if it was last heard this long ago, milliseconds of log time: 30 days. */
    static final long FORGET_MILLIS = 30L * 86_400_000;

    /**
     * The gateway of a thing. Immutable.
     *
     * @param thing {@code testbed/thing}
     * @param gateway {@code testbed/gateway}
     * @param slot the slot in which the thing was last heard
     */
    public record Way(String thing, String gateway, long slot) {}

    private final TreeMap<String, GatewayState> gateways = new TreeMap<>();
    private final TreeMap<String, Way> ways = new TreeMap<>();
    private final Map<String, TreeSet<String>> things = new HashMap<>();
    private final Deadlines deadlines;
    private final Changes<CorrelatorPiece> changes;

    GatewayRegistry(Deadlines deadlines, Changes<CorrelatorPiece> changes) {
        this.deadlines = deadlines;
        this.changes = changes;
    }

    Optional<GatewayState> find(String id) {
        return Optional.ofNullable(gateways.get(id));
    }

    /** All gateways, by id. */
    Collection<GatewayState> list() {
        return gateways.values();
    }

    /** The gateway of a thing. */
    Optional<GatewayState> of(String thing) {
        return Optional.ofNullable(ways.get(thing)).flatMap(way -> find(way.gateway()));
    }

    /** The things that report through a gateway. */
    List<String> thingsOf(String gateway) {
        return List.copyOf(things.getOrDefault(gateway, new TreeSet<>()));
    }

    /**
     * A liveness signal was received.
     *
     * @return the gateway, in its state before the signal, if it was silent until now; otherwise empty
     */
    Optional<GatewayState> receive(DeviceStatus presence, IngestOutages outages) {
        long slot = GatewayState.slotOf(presence.receivedMillis());
        if (presence.kind() == Liveness.Kind.THING) {
            Way before = ways.get(presence.id());
            if (!presence.gateway().isEmpty() && (before == null || slot >= before.slot())) {
                keep(new Way(presence.id(), presence.gateway(), slot));
            }
            return Optional.empty();
        }
        GatewayState before = gateways.get(presence.id());
        if (presence.status() == Liveness.Status.OFFLINE) {
            if (before != null) {
                keep(before.offline(presence.receivedMillis()));
            }
            return Optional.empty();
        }
        if (before == null) {
            keep(GatewayState.first(presence.id(), slot));
            return Optional.empty();
        }
        return receive(before, slot, presence, outages);
    }

    private Optional<GatewayState> receive(
            GatewayState before, long slot, DeviceStatus presence, IngestOutages outages) {
        boolean online = presence.status() == Liveness.Status.ONLINE;
        boolean later = slot > Math.max(before.slot(), GatewayState.slotOf(before.offlineMillis()));
        if (later) {
            boolean counts = !before.silent() && outages.end(before.lastSeenMillis(), presence.receivedMillis()) < 0;
            GatewayState seen = before.seen(slot, counts);
            keep(before.silent() ? seen.back(presence.receivedMillis()) : seen);
        } else if (online && presence.receivedMillis() >= before.offlineMillis()) {
            keep(new GatewayState(
                    before.id(),
                    Math.max(slot, before.slot()),
                    before.gaps(),
                    before.usualMillis(),
                    0,
                    "",
                    before.silent() ? presence.receivedMillis() : before.backMillis()));
        } else {
            return Optional.empty();
        }
        return before.silent() ? Optional.of(before) : Optional.empty();
    }

    /** Stores the gateway of a thing. */
    void keep(Way way) {
        Way before = ways.put(way.thing(), way);
        keep(CorrelatorPiece.of(way));
        if (before == null || !before.gateway().equals(way.gateway())) {
            forget(before);
            things.computeIfAbsent(way.gateway(), gateway -> new TreeSet<>()).add(way.thing());
        }
    }

    private void keep(CorrelatorPiece piece) {
        changes.put(piece.id(), piece);
    }

    private void forget(Way way) {
        if (way != null) {
            things.computeIfPresent(way.gateway(), (gateway, its) -> {
                its.remove(way.thing());
                return its.isEmpty() ? null : its;
            });
        }
    }

    /** Stores a gateway's new state. */
    void keep(GatewayState gateway) {
        gateways.put(gateway.id(), gateway);
        keep(CorrelatorPiece.of(gateway));
        deadlines.add(gateway.deadlineMillis(), Deadlines.Item.GATEWAY, gateway.id());
    }

    /**
     * Forgets gateways and things that were not heard for {@link #FORGET_MILLIS}.
     *
     * @return the forgotten gateways whose alert is open
     */
    List<GatewayState> sweep(long nowMillis) {
        long slot = GatewayState.slotOf(nowMillis - FORGET_MILLIS);
        ways.values().removeIf(way -> {
            boolean old = way.slot() < slot;
            if (old) {
                changes.remove(CorrelatorPiece.of(way).id());
                forget(way);
            }
            return old;
        });
        List<GatewayState> gone = new ArrayList<>();
        gateways.values().removeIf(gateway -> {
            boolean old = gateway.slot() < slot;
            if (old) {
                changes.remove(CorrelatorPiece.of(gateway).id());
            }
            if (old && gateway.silent()) {
                gone.add(gateway);
            }
            return old;
        });
        return gone;
    }
}
