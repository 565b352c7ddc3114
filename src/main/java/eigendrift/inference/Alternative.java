package eigendrift.inference;

/** Which values count as at least as extreme as the observed one. */
public enum Alternative {
    /** Values as large or larger. */
    UPPER,
    /** Values as small or smaller. */
    LOWER,
    /** The smaller of the two one-sided probabilities, doubled, at most 1. */
    TWO_SIDED
}
