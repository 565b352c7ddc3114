package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {

    @Test
    void saysWhoLearnedNothing() {
        assertThat(warnings(run("a", Status.COMPLETED, .6, .6, 0), run("b", Status.COMPLETED, .61, .6, .5)))
                .singleElement()
                .asString()
                .startsWith("a ended no better than without a look at the inputs "
                        + "(accuracy 0.6, the largest class has 0.6)");
    }

    @Test
    void regressionIsHeldToTheMeanTarget() {
        Tables.Run bad = new Tables.Run("a", "sgd", 0, 9, Status.COMPLETED, 40, 2, Double.NaN, 1.5, 0);
        Tables.Run good = new Tables.Run("b", "sgd", 1, 9, Status.COMPLETED, 40, 1, Double.NaN, 1.5, 0);
        assertThat(warnings(bad, good))
                .singleElement()
                .asString()
                .contains("a ended", "loss 2, that of the mean target is 1.5");
    }

    @Test
    void saysWhoseUnitsAreDead() {
        assertThat(warnings(run("a", Status.COMPLETED, .9, .6, .75)))
                .singleElement()
                .asString()
                .startsWith("a ended with most hidden units dead, without a gradient at any training sample (75 %)");
    }

    @Test
    void isSilentWhereNothingIsKnownOrTheRunHasNotEnded() {
        assertThat(warnings(
                        run("a", Status.COMPLETED, .1, Double.NaN, Double.NaN),
                        run("b", Status.RUNNING, .1, .6, Double.NaN),
                        run("c", Status.DIVERGED, .1, .6, 1)))
                .isEmpty();
    }

    private static Tables.Run run(String name, Status status, double accuracy, double baseline, double dead) {
        return new Tables.Run(name, "sgd", 0, 9, status, 40, .3, accuracy, baseline, dead);
    }

    private static List<String> warnings(Tables.Run... runs) {
        return Warnings.of(Tables.builder().runs(List.of(runs)).build());
    }
}
