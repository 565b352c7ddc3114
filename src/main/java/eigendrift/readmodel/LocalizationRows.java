package eigendrift.readmodel;

import eigendrift.config.Activation;
import eigendrift.dynamics.GroupMasses;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.TopEntry;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.experiment.tracking.Tracker.LocalizationSummary;
import eigendrift.network.Architecture;
import eigendrift.network.ParameterLayout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of localization of one tracker: of whole vectors, of neurons, of the parameters that carry most. */
final class LocalizationRows {

    final Rows<Tables.Localization> vectors = new Rows<>();
    final Rows<Tables.Neuron> neurons = new Rows<>();
    final Rows<Tables.Carrier> carriers = new Rows<>();

    private final String run;
    private final Activation activation;
    private final List<String> features;

    /** @param features names of the inputs; empty where they have none */
    LocalizationRows(String run, Activation activation, List<String> features) {
        this.run = run;
        this.activation = activation;
        this.features = features;
    }

    /** @param more the full localization of the same step, where it was journaled */
    void add(DynamicsMeasured dynamics, Optional<LocalizationMeasured> more, long ordering) {
        for (LocalizationSummary vector : dynamics.vectors().subList(0, dynamics.k())) {
            Optional<Localization> localization =
                    more.map(measured -> measured.vectors().get(vector.index() - 1));
            vectors.add(
                    new Tables.Localization(
                            run,
                            dynamics.step(),
                            vector.index(),
                            localization
                                    .map(Localization::values)
                                    .map(vector.values()::or)
                                    .orElse(vector.values()),
                            vector.layerMasses(),
                            localization
                                    .map(Localization::layers)
                                    .map(LocalizationRows::iprs)
                                    .orElse(List.of())),
                    ordering);
        }
        more.ifPresent(measured -> addCarriers(measured, ordering));
    }

    private static List<Double> iprs(GroupMasses split) {
        return IntStream.range(0, split.masses().size()).mapToObj(split::ipr).toList();
    }

    private void addCarriers(LocalizationMeasured measured, long ordering) {
        ParameterLayout layout = new Architecture(measured.widths(), activation).layout();
        for (int index = 1; index <= measured.vectors().size(); index++) {
            Localization localization = measured.vectors().get(index - 1);
            addNeurons(measured, index, localization.neurons(), ordering);
            for (int place = 1; place <= localization.carriers().size(); place++) {
                TopEntry carrier = localization.carriers().get(place - 1);
                String name = layout.name(carrier.parameter());
                double mass = carrier.value() * carrier.value();
                carriers.add(
                        new Tables.Carrier(
                                run,
                                measured.step(),
                                index,
                                place,
                                name,
                                carrier.value(),
                                mass,
                                feature(layout, carrier.parameter())),
                        ordering);
            }
        }
    }

    /** Weights of the first layer come first, a row for each unit and a column for each input. */
    private String feature(ParameterLayout layout, int parameter) {
        ParameterLayout.Parameter first = layout.parameters().get(0);
        boolean named = parameter < first.length() && first.columns() == features.size();
        return named ? features.get(parameter % first.columns()) : "";
    }

    private void addNeurons(LocalizationMeasured measured, int index, GroupMasses of, long ordering) {
        int first = 0;
        for (int layer = 1; layer < measured.widths().size(); layer++) {
            int width = measured.widths().get(layer);
            for (int neuron = 0; neuron < width; neuron++) {
                neurons.add(
                        new Tables.Neuron(
                                run,
                                measured.step(),
                                index,
                                layer,
                                neuron,
                                of.masses().get(first + neuron),
                                of.shares().get(first + neuron)),
                        ordering);
            }
            first += width;
        }
    }
}
