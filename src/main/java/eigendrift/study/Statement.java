package eigendrift.study;

import java.util.Locale;

/** What is claimed, of an optimizer alone or beside another. */
public enum Statement {
    SETTLES(
            "Leading directions settle under %s",
            "displacement between neighbouring checkpoints, last less first quarter", Scale.DIFFERENCE),
    LOCALIZED(
            "The first eigenvector is more localized under %s than with fresh initial weights",
            "IPR over that of the null, last quarter", Scale.RATIO),
    MOVES_BEYOND_SAMPLES(
            "The leading vectors move further under %s than on other samples of the data alone",
            "odds of displacement, tan²θ, over those of the null, last quarter", Scale.RATIO),
    MOVES_BEYOND_RANDOM_STEPS(
            "The leading vectors move further under %s than on random steps of the same length",
            "odds of displacement, tan²θ, over those of the null, last quarter", Scale.RATIO),
    REORGANIZES("%s reorganizes more than %s, late in training", "displacement", Scale.DIFFERENCE),
    REORGANIZES_AT_LOSS("%s reorganizes more than %s, at equal training loss", "displacement", Scale.DIFFERENCE),
    REORGANIZES_FIRST(
            "%s reorganizes more than %s, the first eigenvector alone, late in training",
            "displacement", Scale.DIFFERENCE),
    REORGANIZES_BEYOND_NULL(
            "%s reorganizes more than %s, each against random steps as long as its own",
            "odds of displacement", Scale.RATIO),
    LOCALIZES("%s localizes more than %s, late in training", "n·IPR of the first eigenvector", Scale.DIFFERENCE),
    LOCALIZES_AT_LOSS(
            "%s localizes more than %s, at equal training loss", "n·IPR of the first eigenvector", Scale.DIFFERENCE),
    LOCALIZES_BEYOND_NULL("%s localizes more than %s, each against fresh initial weights", "IPR", Scale.RATIO);

    /** On which scale an effect is told. */
    public enum Scale {
        DIFFERENCE,
        /** A geometric mean over seeds, of quantities whose ln is compared. */
        RATIO;

        /** Its word in tables. */
        public String csv() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** From what is compared. */
        public double of(double effect) {
            return this == RATIO ? Math.exp(effect) : effect;
        }

        /** Where there is no effect. */
        public double none() {
            return of(0);
        }
    }

    private final String sentence;
    private final String measured;
    private final Scale scale;

    Statement(String sentence, String measured, Scale scale) {
        this.sentence = sentence;
        this.measured = measured;
        this.scale = scale;
    }

    /** Whether it sets one optimizer beside another. */
    public boolean isOfPair() {
        return ordinal() >= REORGANIZES.ordinal();
    }

    /** @param against of a pair; else not looked at */
    String of(String optimizer, String against) {
        return String.format(Locale.ROOT, sentence, optimizer, against);
    }

    /** The sentence without names. */
    public String heading() {
        String bare = sentence.replace(" under %s", "").replace("%s ", "").replace(" than %s", "");
        return bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1);
    }

    /** The quantity that the effect is of. */
    public String measured() {
        return measured;
    }

    public Scale scale() {
        return scale;
    }

    /** 1 where a positive effect says for the claim, else −1. */
    int sign() {
        return this == SETTLES ? -1 : 1;
    }
}
