package eigendrift.experiment.plan;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.Plans;
import org.junit.jupiter.api.Test;

class ComparedPairsTest {

    private static final String[] THOUSAND = {
        "training.epochs=null",
        "training.steps=999",
        "checkpoints.every=1 steps",
        "probe.eigenpairs=5",
        "tracker.buffer=3",
        "null-models=[haar]"
    };

    @Test
    void aFewAreNotWorthAWord() {
        ComparedPairs compared = ComparedPairs.of(Plans.small());
        // Checkpoints at epochs 0, 2, 4 and 6 of four runs.
        assertThat(compared.pairs()).isEqualTo(4 * 6);
        assertThat(compared.warning()).isEmpty();
    }

    /** A pair has 8 x 8 overlaps, five numbers and an angle of five vectors, and four numbers of its own: 784 bytes. */
    @Test
    void manyAreAnnouncedWithTheirSizeAndAWayOut() {
        ComparedPairs compared = ComparedPairs.of(Plans.small(THOUSAND));
        assertThat(compared.pairs()).isEqualTo(4 * 499_500);
        assertThat(compared.journalBytes()).isEqualTo(4L * 499_500 * 784);
        assertThat(compared.warning().orElseThrow())
                .contains(
                        "1998000 pairs of checkpoints",
                        "1.5 GiB in the journal",
                        "tracker.lags = logarithmic, 39864 pairs");
        Plan fewer = Plans.with(Plans.small(THOUSAND), "tracker.lags=logarithmic");
        assertThat(ComparedPairs.of(fewer).warning()).isEmpty();
    }
}
