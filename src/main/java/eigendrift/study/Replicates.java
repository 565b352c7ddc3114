package eigendrift.study;

import eigendrift.inference.SignFlips;
import eigendrift.text.Numbers;
import java.util.Optional;

/** How many seeds a verdict needs: seeds are the replicates of every test. */
public final class Replicates {

    /** A verdict needs a p of at most this. */
    static final double LEVEL = .05;

    private Replicates() {}

    /** The fewest seeds with which a verdict can be reached. */
    public static int needed() {
        return SignFlips.needed(LEVEL);
    }

    /** Where there are fewer, a sentence that says so, with the number needed. */
    public static Optional<String> tooFew(int seeds) {
        return seeds >= needed()
                ? Optional.empty()
                : Optional.of("With " + Numbers.count(seeds, "seed") + " no verdict can reach "
                        + Numbers.brief(100 * LEVEL) + " %: sign flips of " + seeds + " give p = "
                        + Numbers.brief(SignFlips.floor(seeds)) + " at least; " + needed() + " seeds are needed.");
    }
}
