package eigendrift.config;

import java.util.List;
import java.util.stream.LongStream;

/** With which earlier checkpoints a checkpoint is compared. The checkpoints of a run are numbered from 0. */
public sealed interface Lags {

    /** Whether checkpoint {@code now} is compared with {@code earlier}. */
    boolean compares(int earlier, int now);

    /** Number of compared pairs among {@code checkpoints} of one run. */
    long pairs(long checkpoints);

    /** With all earlier ones: the number of pairs grows with the square of the number of checkpoints. */
    record All() implements Lags {
        @Override
        public boolean compares(int earlier, int now) {
            return true;
        }

        @Override
        public long pairs(long checkpoints) {
            return checkpoints * (checkpoints - 1) / 2;
        }
    }

    /** With those 1, 2, 4, 8, ... before it, and with the first. */
    record Logarithmic() implements Lags {
        @Override
        public boolean compares(int earlier, int now) {
            return earlier == 0 || Integer.bitCount(now - earlier) == 1;
        }

        @Override
        public long pairs(long checkpoints) {
            return LongStream.range(1, checkpoints)
                    .map(now -> Long.SIZE - Long.numberOfLeadingZeros(now) + (Long.bitCount(now) == 1 ? 0 : 1))
                    .sum();
        }
    }

    /** @param distances in checkpoints (1 = neighbours), ascending */
    record Some(List<Integer> distances) implements Lags {
        public Some {
            distances = List.copyOf(distances);
        }

        @Override
        public boolean compares(int earlier, int now) {
            return distances.contains(now - earlier);
        }

        @Override
        public long pairs(long checkpoints) {
            return distances.stream()
                    .mapToLong(distance -> Math.max(0, checkpoints - distance))
                    .sum();
        }
    }
}
