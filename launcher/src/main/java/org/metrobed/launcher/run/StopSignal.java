package org.metrobed.launcher.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits for Ctrl-C (SIGINT) or SIGTERM. By default the JVM runs the shutdown hooks of all libraries at the same time,
 * so parts could not stop in order. This class handles the signals instead, and the JVM exits after all parts have
 * stopped. A second signal ends the process at once. Thread-safe.
 */
public final class StopSignal {

    private static final int EXIT_ON_SECOND_SIGNAL = 130;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger received = new AtomicInteger();
    private final Runnable atFirst;
    private final Runnable atSecond;

    private StopSignal(Runnable atFirst, Runnable atSecond) {
        this.atFirst = atFirst;
        this.atSecond = atSecond;
    }

    /** Handles the signals from now on. If the JVM does not permit it, the signals end the process as usual. */
    public static StopSignal listen() {
        return listen(() -> {}, () -> {});
    }

    /**
     * The same.
     *
     * @param atFirst runs when the first signal is received, whatever the process does then
     * @param atSecond runs before a second signal ends the process; a third signal does not wait for it
     */
    public static StopSignal listen(Runnable atFirst, Runnable atSecond) {
        StopSignal signal = new StopSignal(atFirst, atSecond);
        for (String name : new String[] {"INT", "TERM"}) {
            signal.handle(name);
        }
        return signal;
    }

    /** Acts as if a signal was received. */
    public void stop() {
        stopped.countDown();
    }

    /** Whether a signal was received. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Waits until a signal is received. */
    public void await() throws InterruptedException {
        stopped.await();
    }

    /** By reflection: the class is not part of Java SE, but every JDK has it. */
    private void handle(String name) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            received();
                        }
                        return null;
                    });
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("this JVM does not hand over signals", e);
        }
    }

    private void received() {
        int number = received.incrementAndGet();
        if (number == 1) {
            stopped.countDown();
            atFirst.run();
            return;
        }
        try {
            if (number == 2) {
                atSecond.run();
            }
        } finally {
            Runtime.getRuntime().halt(EXIT_ON_SECOND_SIGNAL);
        }
    }
}
