package eigendrift.experiment.plan;

import eigendrift.config.Lags;
import java.util.Locale;
import java.util.Optional;

/**
 * The number of comparisons in a plan; with {@code tracker.lags = all} it grows with the square of the number of
 * checkpoints.
 *
 * @param pairs of checkpoints, of all runs together
 * @param fewer what they would be with {@code tracker.lags = logarithmic}
 * @param journalBytes what the comparisons take in the journal
 * @param exportBytes what they take as CSV, about
 */
public record ComparedPairs(long pairs, long fewer, long journalBytes, long exportBytes) {

    private static final long MANY_BYTES = 256L << 20;

    /**
     * Bytes as CSV of one displacement by rank and one by identity, with the rows of swaps and seed statistics that
     * follow from them.
     */
    private static final long CSV_BYTES_A_VECTOR = 400;

    private static final long CSV_BYTES_A_PAIR = 150;

    public static ComparedPairs of(Plan plan) {
        long runs = plan.runs().size();
        long checkpoints = plan.checkpointSteps().size();
        long pairs = runs * plan.config().tracker().lags().pairs(checkpoints);
        long measured = plan.measuredPairs();
        long k = Math.min(measured, plan.config().probe().eigenpairs());
        // All overlaps; for each reported vector five numbers and an angle; for the pair four numbers.
        long bytes = Double.BYTES * (measured * measured + 6 * k + 4);
        return new ComparedPairs(
                pairs,
                runs * new Lags.Logarithmic().pairs(checkpoints),
                pairs * bytes,
                pairs * (CSV_BYTES_A_PAIR + k * CSV_BYTES_A_VECTOR));
    }

    /** A warning if there are very many; empty otherwise. */
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
