package eigendrift.experiment.plan;

import eigendrift.config.Loss;
import eigendrift.data.Baseline;
import eigendrift.data.Dataset;
import java.util.List;

/**
 * The description of the data in the journal, besides their hash.
 *
 * @param description in one line
 * @param features names of the inputs; empty where they have none
 * @param classes the labels as the files have them, in the order of their numbers; empty where they have none
 * @param baseline what a network that ignores its inputs reaches on the training samples: an accuracy, or for
 *     regression a loss (see {@link Baseline})
 * @param divisor what inputs were divided by
 * @param shift then taken from each input; empty for nothing
 * @param scale by which each input was divided then; empty for nothing
 */
public record DataFacts(
        String description,
        List<String> features,
        List<String> classes,
        double baseline,
        double divisor,
        double[] shift,
        double[] scale) {

    public DataFacts {
        features = List.copyOf(features);
        classes = List.copyOf(classes);
    }

    public static DataFacts of(Dataset data, Loss loss) {
        return new DataFacts(
                data.description(),
                data.features(),
                data.classes(),
                Baseline.of(data.train(), loss),
                data.scaling().divisor(),
                data.scaling().shift(),
                data.scaling().scale());
    }
}
