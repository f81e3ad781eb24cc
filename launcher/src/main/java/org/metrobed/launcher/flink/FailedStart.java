package org.metrobed.launcher.flink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.util.SerializedThrowable;

/** Says in a few words why the tasks of a job have failed. Static functions only. */
final class FailedStart {

    private static final Pattern CLASS_NAME = Pattern.compile("^(?:[\\w$]+\\.)+[\\w$]+(?:: |$)");
    private static final int MOST_CAUSES = 20;
    private static final int MOST_TEXT = 400;

    private FailedStart() {}

    /** The cause of the newest failure of the job or one of its tasks, which may run again since; empty if none has failed. */
    static Optional<String> cause(AccessExecutionGraph job) {
        Stream<ErrorInfo> ofTasks = StreamSupport.stream(
                        job.getAllExecutionVertices().spliterator(), false)
                .flatMap(task -> Stream.concat(
                        task.getFailureInfo().stream(),
                        task.getExecutionHistory().getHistoricalExecutions().stream()
                                .flatMap(attempt -> attempt.getFailureInfo().stream())));
        return Stream.concat(Stream.ofNullable(job.getFailureInfo()), ofTasks)
                .max(Comparator.comparingLong(ErrorInfo::getTimestamp))
                .map(newest -> words(newest.getException()));
    }

    /** The last two messages of a chain of causes, without names of classes. */
    static String words(Throwable failure) {
        List<String> messages = new ArrayList<>();
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            String message = message(cause);
            boolean wraps = cause.getCause() != null && className(cause).startsWith("org.apache.flink.");
            if (!wraps && messages.stream().noneMatch(one -> one.contains(message))) {
                messages.add(message);
            }
            cause = cause.getCause();
        }
        messages.replaceAll(message -> message.endsWith(".") ? message.substring(0, message.length() - 1) : message);
        String words = String.join(": ", messages.subList(Math.max(0, messages.size() - 2), messages.size()));
        return words.length() > MOST_TEXT ? words.substring(0, MOST_TEXT) + "…" : words;
    }

    private static String className(Throwable failure) {
        return failure instanceof SerializedThrowable serialized
                ? serialized.getOriginalErrorClassName()
                : failure.getClass().getName();
    }

    private static String message(Throwable failure) {
        String text = failure.getMessage() == null ? "" : failure.getMessage().strip();
        String line = text.lines().findFirst().orElse("");
        String before;
        do {
            before = line;
            line = CLASS_NAME.matcher(line).replaceFirst("");
        } while (!line.equals(before));
        String name = className(failure);
        return line.isEmpty() || line.equals("null") ? name.substring(name.lastIndexOf('.') + 1) : line;
    }
}
