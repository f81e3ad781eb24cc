package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.analysis.quality.TotalRun.Kind;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;

/**
 * What {@link TotalStep} remembers of a meter: the last good total, the run of rows since then that do not go on
 * from it, and the last good total before a reset. About 130 bytes. Mutable, one thread.
 */
final class TotalStepState {

    /** A run of so many rows that count up is a reset, or the total of another meter. */
    private static final int LEVEL_ROWS = 4;
    /** So many rows after a jump confirm it. */
    private static final int JUMP_ROWS = 3;
    /** A run comes back by itself if it lacks at most so many of its own steps. */
    private static final double NEAR = 10;

    private static final double SECOND = 1e6;

    private KnownTotals totals = new KnownTotals();
    private TotalRun run = new TotalRun();

    /** The verdict on the newest row until the test returns it, and the marks of the row. */
    private QualityFlag verdict;

    private long marks;

    /** How many of the newest rows wait for a verdict. */
    int held() {
        return run.held;
    }

    /** The rows that wait were passed on as they are: good ones count. */
    void giveUp() {
        run.held = 0;
        if (run.kind == Kind.START || run.kind == Kind.JUMP || run.believed) {
            keepRun();
        }
    }

    /** Takes the rows of the run for good. */
    private void keepRun() {
        totals.takeRun(run);
        run.close();
    }

    /** The verdict on this row, with its marks; rows that wait may get theirs. */
    QualityFlag accept(TotalStep.Params params, Row row) {
        if (verdict == null) {
            judge(params, row);
        }
        QualityFlag judged = verdict;
        verdict = null;
        row.mark(marks);
        return judged;
    }

    /** Judges this row and those that wait: their verdict is in the row. */
    void judge(TotalStep.Params params, Row row) {
        marks = TestBits.NONE;
        boolean exchanged = params.isExchanged(sinceMicros(), row.timeMicros);
        if (exchanged || row.first || Double.isNaN(row.before)) {
            giveUp();
        }
        if (exchanged) {
            totals = new KnownTotals();
            run = new TotalRun();
        }
        verdict = row.isMissing() ? QualityFlag.MISSING : next(params, row);
    }

    /** The time of the earliest total that the next one is compared with. */
    private long sinceMicros() {
        if (totals.good.isKnown()) {
            return totals.good.micros;
        }
        return run.kind == Kind.NONE ? Long.MAX_VALUE : run.firstMicros;
    }

    private QualityFlag next(TotalStep.Params params, Row row) {
        return switch (run.kind) {
            case NONE -> totals.good.isKnown() ? begin(params, row) : start(row);
            case START -> zeroAtStart(params, row);
            case DOWN -> down(params, row);
            case FAST -> fast(params, row);
            case JUMP -> jump(params, row);
        };
    }

    private QualityFlag start(Row row) {
        return row.value == 0 ? open(Kind.START, row, QualityFlag.GOOD) : take(row);
    }

    /** A row after a good one. */
    private QualityFlag begin(TotalStep.Params params, Row row) {
        if (row.value < totals.good.value) {
            return open(Kind.DOWN, row, QualityFlag.SUSPECT);
        }
        if (row.value == totals.good.value && params.isAtEnd(row.value)) {
            return QualityFlag.SUSPECT;
        }
        boolean jumps = params.kind().isReset(row.value, totals.good.value);
        if (jumps && totals.areBackAfterReset(row.value, row.timeMicros)) {
            marks |= TestBits.STEP_UNKNOWN;
            return open(Kind.JUMP, row, QualityFlag.GOOD);
        }
        if (totals.good.isTooFast(params, row.value, row.timeMicros)) {
            return open(Kind.FAST, row, QualityFlag.SUSPECT);
        }
        return jumps ? open(Kind.JUMP, row, QualityFlag.GOOD) : take(row);
    }

    private QualityFlag zeroAtStart(TotalStep.Params params, Row row) {
        if (row.value == 0 && run.rows + 1 < LEVEL_ROWS) {
            run.extend(row);
            return QualityFlag.GOOD;
        }
        totals.good.value = 0;
        totals.good.micros = run.lastMicros;
        if (row.value <= 0) {
            run.close();
            return begin(params, row);
        }
        int before = run.rows;
        open(Kind.JUMP, row, QualityFlag.GOOD);
        run.zeros = before;
        run.held = before + 1;
        return QualityFlag.GOOD;
    }

    private QualityFlag down(TotalStep.Params params, Row row) {
        double step = row.value - run.last;
        boolean counts = run.rows > 1 && step >= 0 && step <= 2 * run.rise;
        if (step < 0 && run.believed) {
            keepRun();
            return begin(params, row);
        }
        if (row.value >= totals.good.value && !counts) {
            refuse(row);
            run.close();
            return begin(params, row);
        }
        boolean smaller = counts || step < totals.good.value - row.value;
        if (!smaller || !run.goesOn(params, row)) {
            refuse(row);
            open(Kind.DOWN, row, QualityFlag.SUSPECT);
            run.broken = true;
            return QualityFlag.SUSPECT;
        }
        run.extend(row);
        boolean warming =
                row.value == 0 && run.first == 0 && row.timeMicros - run.firstMicros < params.warmUp() * SECOND;
        return warming ? QualityFlag.SUSPECT : countedOn(params, row);
    }

    /** Judges a row below the last good total that goes on from the row before it. */
    private QualityFlag countedOn(TotalStep.Params params, Row row) {
        ReadingKind kind = params.kind();
        boolean rolled = !run.broken && kind.isRollOver(totals.good.value, run.first);
        boolean reset = (rolled || totals.good.isReset(params, run, row))
                && !params.isTooFast(kind.increase(totals.good.value, run.first), run.firstMicros - totals.good.micros);
        if (reset) {
            believe(row);
            if (rolled) {
                totals.forgetBeforeReset();
                return takeRun(row);
            }
            if (run.rows >= LEVEL_ROWS) {
                keepRun();
            }
            return QualityFlag.GOOD;
        }
        if (run.rows < LEVEL_ROWS) {
            return QualityFlag.SUSPECT;
        }
        if (row.value >= totals.good.value) {
            run.close();
            return begin(params, row);
        }
        return run.rise > 0 && totals.good.value - row.value > NEAR * run.rise ? otherMeter() : QualityFlag.SUSPECT;
    }

    /** Takes the run for a reset as long as it is not refused. */
    private void believe(Row row) {
        if (!run.believed && run.held > 1) {
            row.decideBefore(1, run.held - 1, QualityFlag.GOOD, TestBits.RESET);
        } else if (!run.believed) {
            marks |= TestBits.RESET;
        }
        run.believed = true;
    }

    /** The run was no reset. */
    private void refuse(Row row) {
        if (run.believed) {
            row.decideBefore(1, run.held, QualityFlag.SUSPECT, TestBits.NONE);
        }
        run.believed = false;
    }

    private QualityFlag fast(TotalStep.Params params, Row row) {
        if (row.value < totals.good.value || !totals.good.isTooFast(params, row.value, row.timeMicros)) {
            run.close();
            return begin(params, row);
        }
        if (!run.goesOn(params, row)) {
            return open(Kind.FAST, row, QualityFlag.SUSPECT);
        }
        run.extend(row);
        return run.rows >= LEVEL_ROWS && run.rise > 0 ? otherMeter() : QualityFlag.SUSPECT;
    }

    private QualityFlag jump(TotalStep.Params params, Row row) {
        boolean falls = row.value < run.last;
        if (falls && totals.good.isBack(params, run, row.value)) {
            row.decideBefore(1, run.rows, QualityFlag.SUSPECT, TestBits.NONE);
            run.close();
            return begin(params, row);
        }
        if (!run.goesOn(params, row)
                || totals.good.isOtherJump(run, row.value - run.last, row.timeMicros - run.lastMicros)
                || totals.areBackAfterReset(run, row)) {
            keepRun();
            return begin(params, row);
        }
        run.extend(row);
        if (run.rows < JUMP_ROWS) {
            return QualityFlag.GOOD;
        }
        if (totals.good.isOther(params, run)) {
            return other(row);
        }
        if (totals.areBackAfterReset(run.first, run.firstMicros)) {
            keepRun();
            return QualityFlag.GOOD;
        }
        return takeRun(row);
    }

    /** The jump was not counted: zeros before it are false, or else its step is unknown. */
    private QualityFlag other(Row row) {
        int before = run.rows - 1;
        if (run.zeros > 0) {
            row.decideBefore(before + 1, before + run.zeros, QualityFlag.SUSPECT, TestBits.NONE);
            return takeRun(row);
        }
        row.decideBefore(1, before, QualityFlag.SUSPECT, TestBits.NONE);
        return otherMeter();
    }

    private QualityFlag otherMeter() {
        marks |= TestBits.STEP_UNKNOWN;
        keepRun();
        return QualityFlag.GOOD;
    }

    private QualityFlag takeRun(Row row) {
        double counted = run.rate;
        take(row);
        totals.good.rate = counted > 0 ? counted : totals.good.rate;
        return QualityFlag.GOOD;
    }

    private QualityFlag take(Row row) {
        totals.take(row);
        run.close();
        return QualityFlag.GOOD;
    }

    private QualityFlag open(Kind kind, Row row, QualityFlag flag) {
        run.open(kind, row);
        return flag;
    }

    void write(DataOutput out) throws IOException {
        totals.good.write(out);
        run.write(out);
        totals.beforeReset.write(out);
    }

    /** Reads what a version of {@link QualityState} from the fourth on has. */
    static TotalStepState read(int version, DataInput in) throws IOException {
        TotalStepState state = new TotalStepState();
        state.totals.good = LastTotal.read(in);
        state.run = TotalRun.read(in);
        if (version >= QualityState.WITH_TOTAL_BEFORE_RESET) {
            state.totals.beforeReset = LastTotal.read(in);
        }
        return state;
    }

    /** Reads what versions of {@link QualityState} before the fourth have. */
    static TotalStepState readOld(DataInput in, double newest, long newestMicros) throws IOException {
        TotalStepState state = new TotalStepState();
        state.totals.good.value = in.readDouble();
        state.totals.good.micros = in.readLong();
        long downMicros = in.readLong();
        if (newest < state.totals.good.value) {
            state.run = TotalRun.down(newest, downMicros, newestMicros);
        }
        return state;
    }
}
