package eigendrift.metrics;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import eigendrift.metrics.live.LiveSample.Jvm;
import eigendrift.metrics.live.LiveSample.Measured;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Heap, processor time, and pauses of the garbage collector from the beginning to {@link #close}. */
final class JvmMeter implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final Durations pauses = new Durations();
    private final NotificationListener listener = (notification, handback) -> collected(notification);
    private final List<NotificationEmitter> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> stopsTheWorld(collector.getName()))
            .map(NotificationEmitter.class::cast)
            .toList();

    JvmMeter() {
        collectors.forEach(collector -> collector.addNotificationListener(listener, null, null));
    }

    /** The others report phases that run beside the program: "G1 Concurrent GC", "ZGC Cycles", "Shenandoah Cycles". */
    private static boolean stopsTheWorld(String collector) {
        return !collector.contains("Concurrent") && !collector.endsWith("Cycles");
    }

    private void collected(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var info = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
            pauses.record(TimeUnit.MILLISECONDS.toNanos(info.getGcInfo().getDuration()));
        }
    }

    Jvm sample() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return new Jvm(
                heap.getUsed(), heap.getCommitted(), heap.getMax(), cpu / NANOS, Measured.of(pauses.histogram()));
    }

    @Override
    public void close() {
        for (NotificationEmitter collector : collectors) {
            try {
                collector.removeNotificationListener(listener);
            } catch (ListenerNotFoundException gone) {
                // It listens no more, as wanted.
            }
        }
    }
}
