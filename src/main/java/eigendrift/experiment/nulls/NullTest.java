package eigendrift.experiment.nulls;

import eigendrift.experiment.nulls.NullModel.Row;
import eigendrift.nullmodel.Comparison;

/**
 * One statistic of an observation and the same statistic of each draw.
 *
 * @param statistic its name in tables
 * @param family numbers of one family are adjusted together, over index, layer and step
 * @param sample the same number of each draw, those of one place belonging together; empty without draws
 */
record NullTest(long step, int index, String statistic, String family, Comparison comparison, double[] sample) {

    Row row() {
        return new Row(
                index,
                statistic,
                comparison.observed(),
                comparison.mean(),
                comparison.sd(),
                comparison.z(),
                comparison.p());
    }
}
