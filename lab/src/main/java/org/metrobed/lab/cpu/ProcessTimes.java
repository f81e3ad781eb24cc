package org.metrobed.lab.cpu;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Processor time of processes and threads from Linux' {@code /proc}; resolution 10 ms for each process. A process that
 * has ended counts as 0. Static functions only.
 */
final class ProcessTimes {

    private static final Path PROC = Path.of("/proc");
    private static final long TICK_NANOS = 10_000_000;

    private ProcessTimes() {}

    /** Whether this machine has a readable {@code /proc}. */
    static boolean available() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    /** Nanoseconds used by a process, its live children and the children for which it has waited. */
    static long family(long pid) {
        long nanos = 0;
        for (long member : members(pid)) {
            nanos += nanos(PROC.resolve(Long.toString(member)), member == pid);
        }
        return nanos;
    }

    /** Bytes that a process has caused to be written to disks; 0 if it may not be read. */
    static long written(long pid) {
        return numberIn(pid + "/io", "write_bytes:");
    }

    /** The number of threads of this process, with those of the JVM itself. */
    static long threads() {
        return numberIn("self/status", "Threads:");
    }

    private static long numberIn(String file, String field) {
        return read(PROC.resolve(file)).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** A process and its children. */
    static List<Long> members(long pid) {
        List<Long> members = new ArrayList<>();
        members.add(pid);
        Optional<String> children = read(PROC.resolve(pid + "/task/" + pid + "/children"));
        if (children.isPresent()) {
            children.get()
                    .lines()
                    .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                    .filter(id -> !id.isBlank())
                    .forEach(id -> members.add(Long.parseLong(id)));
        } else {
            search(pid, members);
        }
        return members;
    }

    /** For kernels that do not list children. */
    private static void search(long pid, List<Long> members) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                String[] stat = stat(process);
                if (stat.length > 1 && Long.parseLong(stat[1]) == pid) {
                    members.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
    }

    /** Nanoseconds by kernel thread name of the threads of this process that are not Java threads. */
    static Map<String, Long> nativeThreads() {
        Map<String, Long> nanos = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(PROC.resolve("self/task"))) {
            for (Path task : tasks) {
                read(task.resolve("comm")).ifPresent(name -> nanos.merge(name.strip(), threadNanos(task), Long::sum));
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return nanos;
    }

    private static long threadNanos(Path task) {
        OptionalLong exact = read(task.resolve("schedstat"))
                .map(text -> OptionalLong.of(Long.parseLong(text.substring(0, text.indexOf(' ')))))
                .orElse(OptionalLong.empty());
        return exact.orElseGet(() -> nanos(task, false));
    }

    private static long nanos(Path process, boolean withWaitedFor) {
        String[] stat = stat(process);
        if (stat.length < 15) {
            return 0;
        }
        long ticks = Long.parseLong(stat[11]) + Long.parseLong(stat[12]);
        if (withWaitedFor) {
            ticks += Long.parseLong(stat[13]) + Long.parseLong(stat[14]);
        }
        return ticks * TICK_NANOS;
    }

    /** The fields after the name: state, parent and so on; empty when the process has ended. */
    private static String[] stat(Path process) {
        return read(process.resolve("stat"))
                .map(text -> text.substring(text.lastIndexOf(')') + 2).split(" ", -1))
                .orElse(new String[0]);
    }

    /** The text of a file below /proc; empty when its process has ended. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty(); // it has ended
        }
    }
}
