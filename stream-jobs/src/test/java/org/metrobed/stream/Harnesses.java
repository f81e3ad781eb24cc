package org.metrobed.stream;

import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.stream.support.StateFormatType;

/** Opens Flink's harnesses of operators, and reads their side outputs. Static functions only. */
public final class Harnesses {

    private Harnesses() {}

    /** A harness without state. */
    public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> open(
            KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key, StateFormat<O> output)
            throws Exception {
        return open(function, key, output, null);
    }

    /** A harness with the state of a snapshot, unless that is null. */
    public static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> open(
            KeyedProcessFunction<String, I, O> function,
            KeySelector<I, String> key,
            StateFormat<O> output,
            OperatorSubtaskState snapshot)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, I, O> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(new KeyedProcessOperator<>(function), key, Types.STRING);
        open(harness, output, snapshot);
        return harness;
    }

    /** Opens a harness of any kind with the state of a snapshot, unless that is null. */
    public static <O> void open(
            AbstractStreamOperatorTestHarness<O> harness, StateFormat<O> output, OperatorSubtaskState snapshot)
            throws Exception {
        harness.setup(new StateFormatType<>(output)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
    }

    /** A side output; empty if nothing was sent to it. */
    public static <T> List<T> side(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }
}
