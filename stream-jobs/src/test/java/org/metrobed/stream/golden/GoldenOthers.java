package org.metrobed.stream.golden;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;

/** The other things, each with another payload format. Mutable, one thread. */
final class GoldenOthers {

    private static final int ROUNDS = 288;
    private static final int DOUBLE = 10;
    private static final int INT64 = 4;

    private final GoldenDays days;
    private final Random random = new Random(11);
    private final StringBuilder lines = new StringBuilder();
    private int sequence;

    GoldenOthers(GoldenDays days) {
        this.days = days;
    }

    void plan() {
        for (int round = 0; round < ROUNDS; round++) {
            long time = GoldenDays.at(round / 6, round % 6 * 10);
            plc(round, time);
            logger(round, time);
            box(round, time);
            lane(round, time);
            if (round % 3 == 0) {
                radio(round, time);
                bridge(round, time);
            }
        }
    }

    /** Births, data by alias, a lost message, a death, data of an unknown session. */
    private void plc(int round, long time) {
        double level =
                1_900 + 60 * GoldenAir.wave(round) + random.nextInt(8) + (round >= 200 && round < 212 ? 2_000 : 0);
        if (round == 3 || round == 100 || round == 154 || round == 226) {
            sequence = 0;
            Metric connection = Metric.newBuilder()
                    .setName("bdSeq")
                    .setDatatype(INT64)
                    .setLongValue(round == 3 ? 0 : 1)
                    .build();
            plc(time + 500, "NBIRTH", "", payload(time).addMetrics(connection));
            Metric metric =
                    metric(level).setName("Level/Upstream").setDatatype(DOUBLE).build();
            plc(time + 600, "DBIRTH", "/LOCK-PLC", payload(time).addMetrics(metric));
        } else if (round == 220) {
            Metric connection = Metric.newBuilder()
                    .setName("bdSeq")
                    .setDatatype(INT64)
                    .setLongValue(1)
                    .build();
            plc(time, "NDEATH", "", Payload.newBuilder().addMetrics(connection));
        } else {
            sequence += round == 150 ? 2 : 0;
            plc(time + 700, "DDATA", "/LOCK-PLC", payload(time).addMetrics(metric(level)));
        }
    }

    private static Metric.Builder metric(double level) {
        return Metric.newBuilder().setAlias(1).setDoubleValue(level);
    }

    private Payload.Builder payload(long time) {
        return Payload.newBuilder().setTimestamp(time).setSeq(sequence++ & 0xff);
    }

    private void plc(long millis, String type, String device, Payload.Builder payload) {
        String topic = "spBv1.0/harbour/" + type + "/plc-1" + device;
        days.send(millis, topic, "harbour/plc-1", payload.build().toByteString());
    }

    /** A file every hour, without a zone, with decimal commas. */
    private void logger(int round, long time) {
        String level =
                round % 50 == 17 ? "-9999" : comma(180 + 20 * GoldenAir.wave(round + 20) - (round >= 240 ? 150 : 0));
        String local = Instant.ofEpochMilli(time + GoldenDays.HOUR).toString().replace("Z", "");
        lines.append(local).append(';').append(level).append(';').append(comma(9.5 + GoldenAir.wave(round)));
        lines.append('\n');
        if (round % 6 == 5) {
            days.send(time + 9_000, "logger/harbour/gauge-02/csv", "gauge-02", lines.toString());
            lines.setLength(0);
        }
    }

    private static String comma(double value) {
        return Double.toString(GoldenAir.round10(value)).replace('.', ',');
    }

    /** Two channels and the humidity, from which a corrected value is computed. */
    private void box(int round, long time) {
        double dust = GoldenAir.round10(20 + 6 * GoldenAir.wave(round) + random.nextGaussian());
        double other = round >= 170 && round < 180 ? dust * 3 : GoldenAir.round10(dust + random.nextGaussian());
        String humidity =
                round % 60 == 30 ? "null" : Double.toString(GoldenAir.round10(60 - 15 * GoldenAir.wave(round)));
        days.send(
                time + 5_000,
                "box/harbour",
                "box",
                String.format(
                        Locale.ROOT,
                        "{\"meta\":{\"serial\":4711,\"ts\":%d},\"cf1\":[%s,%s],\"rh\":%s}",
                        time / 1_000,
                        dust,
                        other,
                        humidity));
    }

    private void lane(int round, long time) {
        int count = round >= 150 && round < 153 ? 0 : (int) (40 - 30 * GoldenAir.wave(round)) + random.nextInt(9);
        count *= round >= 250 && round < 270 ? 9 : 1; // jumps
        double share = round >= 156 && round < 162 ? 60 : GoldenAir.round10(8 + count / 6.0);
        days.send(
                time + 800,
                "ul/harbour/lane-01/attrs",
                "lane-01",
                Instant.ofEpochMilli(time) + "|n|" + count + "|occ|" + share);
    }

    private void radio(int round, long time) {
        double level = GoldenAir.round10(2.2 + 0.4 * GoldenAir.wave(round));
        if (round % 2 == 0) {
            String pack = "[{\"bn\":\"urn:dev:3:\",\"bt\":" + time / 1_000 + ",\"n\":\"level\",\"u\":\"m\",\"v\":"
                    + level + "},{\"n\":\"level\",\"t\":-300,\"u\":\"m\",\"v\":" + level + "}]";
            days.send(time + 1_500, "senml/harbour/gw-1", "gauge-03", pack);
            return;
        }
        // [{-2: "urn:dev:3:", -3: time, 0: "level", 2: level}]
        String number = String.format(Locale.ROOT, "%016x", Double.doubleToLongBits(level));
        String hex = "81a4216a75726e3a6465763a333a221a" + String.format(Locale.ROOT, "%08x", time / 1_000)
                + "00656c6576656c02fb" + number;
        days.send(
                time + 1_500,
                "cbor/harbour",
                "harbour/gauge-03",
                ByteString.copyFrom(HexFormat.of().parseHex(hex)));
    }

    private void bridge(int round, long time) {
        Instant at = Instant.ofEpochMilli(time);
        double strain = GoldenAir.round10(120 + 40 * GoldenAir.wave(round) + random.nextGaussian());
        switch (round % 9) {
            case 0 ->
                days.send(
                        time + 2_000,
                        "st/v1.1/Datastreams(7)/Observations",
                        "bridge-01",
                        "{\"phenomenonTime\":\"" + at + "\",\"result\":" + strain + "}");
            case 3 ->
                days.send(
                        time + 2_000,
                        "v3/harbour@ttn/devices/bridge-01/up",
                        "bridge-01",
                        "{\"end_device_ids\":{\"device_id\":\"bridge-01\"},\"received_at\":\"" + at
                                + "\",\"uplink_message\":{\"f_port\":2,\"received_at\":\"" + at
                                + "\",\"decoded_payload\":{\"strain_e6\":" + strain * 1_000 + "}}}");
            default ->
                days.send(
                        time + 2_000,
                        "application/a1/device/0101010101010101/event/up",
                        "bridge-01",
                        "{\"time\":\"" + at + "\",\"deviceInfo\":{\"devEui\":\"0101010101010101\"},\"fCnt\":1,"
                                + "\"fPort\":1,\"object\":{\"strain\":" + strain + "}}");
        }
    }
}
