package eigendrift.cli.bench;

import java.util.Arrays;

/** Medians of repeated measurements, after a warm-up that lets the compiler finish. */
final class Timing {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double WARM_UP_SECONDS = 1.5;
    private static final double BLOCK_SECONDS = .05;
    private static final int BLOCKS = 15;

    private Timing() {}

    /** Median seconds of one call, over {@value #BLOCKS} blocks of as many calls as fill {@value #BLOCK_SECONDS} s. */
    static double seconds(Runnable call) {
        return seconds(call, WARM_UP_SECONDS);
    }

    /** The same of a call into native code, which needs no compiler. */
    static double nativeSeconds(Runnable call) {
        return seconds(call, BLOCK_SECONDS);
    }

    private static double seconds(Runnable call, double warmUp) {
        long begin = System.nanoTime();
        int calls = 0;
        do {
            call.run();
            calls++;
        } while (since(begin) < warmUp);
        int perBlock = Math.max(1, (int) (BLOCK_SECONDS * calls / since(begin)));
        double[] blocks = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            long start = System.nanoTime();
            for (int i = 0; i < perBlock; i++) {
                call.run();
            }
            blocks[block] = since(start) / perBlock;
        }
        Arrays.sort(blocks);
        return blocks[BLOCKS / 2];
    }

    static double since(long nanos) {
        return (System.nanoTime() - nanos) / NANOS_PER_SECOND;
    }
}
