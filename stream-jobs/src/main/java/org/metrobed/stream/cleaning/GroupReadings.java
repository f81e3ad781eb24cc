package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.metrobed.stream.decode.Reading;

/**
 * Puts the readings of each datastream of a backlog together, before {@link CleanReadings}. Cleaning, windows and
 * detection read and change some KiB of each datastream; if its readings come one after the other, these are in the
 * processor's cache for all but the first. While the log is read as it is written, readings are passed on at once.
 *
 * <p>Readings of a datastream keep their order, and no watermark overtakes a reading. So results are the same: they depend on the log
 * alone, not on the order of datastreams or on when watermarks pass.
 *
 * <p>State: none. At most {@value #MOST} readings wait, for at most {@value #LONGEST_MILLIS} ms, with the watermarks
 * behind them; all are passed on before a checkpoint. Late and duplicate readings are passed on unchanged. One thread.
 */
final class GroupReadings extends AbstractStreamOperator<Reading> implements OneInputStreamOperator<Reading, Reading> {

    private static final long serialVersionUID = 1L;

    private static final int MOST = 20_000;
    private static final long LONGEST_MILLIS = 500;
    /** The log is read as it is written if the watermark is at most so far behind the clock. */
    private static final long LIVE_MILLIS = 2_000;

    private transient List<Reading> waiting;
    private transient StreamRecord<Reading> out;
    /** The newest watermark behind the waiting readings; null if there is none. */
    private transient Watermark mark;

    private transient boolean live;
    private transient boolean timed;

    @Override
    public void open() throws Exception {
        super.open();
        waiting = new ArrayList<>();
        out = new StreamRecord<>(null);
    }

    @Override
    public void processElement(StreamRecord<Reading> record) {
        Reading reading = record.getValue();
        if (live) {
            passOn(reading);
            return;
        }
        waiting.add(reading);
        if (waiting.size() >= MOST) {
            passOnReadings();
        } else {
            limitWaiting();
        }
    }

    @Override
    public void processWatermark(Watermark next) throws Exception {
        mark = next;
        long now = getProcessingTimeService().getCurrentProcessingTime();
        live = next.getTimestamp() > now - LIVE_MILLIS;
        if (live || waiting.isEmpty()) {
            passOnAll();
        } else {
            limitWaiting();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
        passOnAll();
    }

    @Override
    public void finish() throws Exception {
        passOnAll();
        super.finish();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it fires early at worst
    private void limitWaiting() {
        if (!timed) {
            timed = true;
            long now = getProcessingTimeService().getCurrentProcessingTime();
            getProcessingTimeService().registerTimer(now + LONGEST_MILLIS, time -> {
                timed = false;
                passOnAll();
            });
        }
    }

    private void passOnAll() throws Exception {
        passOnReadings();
        if (mark != null) {
            Watermark passed = mark;
            mark = null;
            super.processWatermark(passed);
        }
    }

    /** By hash, because equal hashes are enough for readings to be together, and the tables of states have that order too. */
    private void passOnReadings() {
        long[] places = new long[waiting.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = (long) waiting.get(i).datastream().hashCode() << Integer.SIZE | i;
        }
        Arrays.sort(places);
        for (long place : places) {
            passOn(waiting.get((int) place));
        }
        waiting.clear();
    }

    private void passOn(Reading reading) {
        output.collect(out.replace(reading, reading.logMillis()));
    }
}
