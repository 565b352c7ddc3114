package eigendrift.dashboard;

import eigendrift.experiment.plan.Run;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.TwoTimeMap;
import eigendrift.tensors.Npy;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** How far one eigenvector moved between every two checkpoints, as arrays. */
final class TwoTimesRoute {

    private static final String NPY = ".npy";
    private static final String STEPS = "steps.npy";

    private enum Quantity {
        DISPLACEMENT(TwoTimeMap::displacement),
        CHORDAL(TwoTimeMap::chordal),
        BOUND(TwoTimeMap::bound);

        private final Function<TwoTimeMap, float[]> values;

        Quantity(Function<TwoTimeMap, float[]> values) {
            this.values = values;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Overviews overviews;
    private final Folds folds;

    TwoTimesRoute(Overviews overviews, Folds folds) {
        this.overviews = overviews;
        this.folds = folds;
    }

    /** @param path {@code RUN/INDEX.npy}, or {@code RUN/INDEX/steps.npy} */
    HttpResponse answer(String id, String analysis, List<String> path, Parameters parameters) {
        boolean steps = path.size() == 3 && path.get(2).equals(STEPS);
        if (!steps && (path.size() != 2 || !path.get(1).endsWith(NPY))) {
            throw Problem.absent(
                    "two-times/RUN/INDEX.npy or two-times/RUN/INDEX/steps.npy",
                    String.join("/", path),
                    "two-times",
                    "");
        }
        String text = steps ? path.get(1) : path.get(1).substring(0, path.get(1).length() - NPY.length());
        int index = (int) Parameters.number("INDEX", text, 1, Integer.MAX_VALUE);
        Label label = parameters.choice("label", Label.values(), Label::csv).orElse(Label.RANK);
        Quantity quantity =
                parameters.choice("quantity", Quantity.values(), Quantity::word).orElse(Quantity.DISPLACEMENT);
        List<String> runs = overviews.of(id).runs().stream().map(Run::name).toList();
        if (!runs.contains(path.get(0))) {
            throw Problem.absent(
                    "a run of " + id, path.get(0), "two-times", "Maybe one of " + String.join(", ", runs) + ".");
        }
        TwoTimeMap map = folds.of(id, analysis).twoTimes(path.get(0), index, label);
        int size = map.steps().length;
        return Replies.bytes(
                ContentTypes.APPLICATION_OCTET_STREAM,
                steps ? Npy.bytes(map.steps()) : Npy.bytes(quantity.values.apply(map), size, size));
    }
}
