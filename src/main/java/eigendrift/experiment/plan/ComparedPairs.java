package eigendrift.experiment.plan;

import eigendrift.config.Lags;
import java.util.Locale;
import java.util.Optional;

/**
 * How much a plan will compare: with {@code tracker.lags = all} the square of its checkpoints.
 *
 * @param pairs of checkpoints, of all runs together
 * @param fewer what they would be with {@code tracker.lags = logarithmic}
 * @param journalBytes what the comparisons take in the journal
 * @param exportBytes what they take as CSV, about
 */
public record ComparedPairs(long pairs, long fewer, long journalBytes, long exportBytes) {

    private static final long MANY_BYTES = 256L << 20;

    /** Of a displacement by rank, and by identity, with what swaps and seeds make of it. */
    private static final long CSV_BYTES_A_VECTOR = 400;

    private static final long CSV_BYTES_A_PAIR = 150;

    public static ComparedPairs of(Plan plan) {
        long runs = plan.runs().size();
        long checkpoints = plan.checkpointSteps().size();
        long pairs = runs * plan.config().tracker().lags().pairs(checkpoints);
        long measured = plan.measuredPairs();
        long k = Math.min(measured, plan.config().probe().eigenpairs());
        // Overlaps of all ranks; five numbers and an angle of each that is reported; four numbers of the pair.
        long bytes = Double.BYTES * (measured * measured + 6 * k + 4);
        return new ComparedPairs(
                pairs,
                runs * new Lags.Logarithmic().pairs(checkpoints),
                pairs * bytes,
                pairs * (CSV_BYTES_A_PAIR + k * CSV_BYTES_A_VECTOR));
    }

    /** Where they are very many. */
    public Optional<String> warning() {
        if (journalBytes < MANY_BYTES) {
            return Optional.empty();
        }
        return Optional.of("Many comparisons: " + pairs + " pairs of checkpoints, about " + size(journalBytes)
                + " in the journal and " + size(exportBytes) + " as CSV."
                + (fewer < pairs ? " Maybe tracker.lags = logarithmic, " + fewer + " pairs." : ""));
    }

    private static String size(long bytes) {
        double gib = bytes / (double) (1L << 30);
        return gib < 1 ? (bytes >> 20) + " MiB" : String.format(Locale.ROOT, "%.1f GiB", gib);
    }
}
