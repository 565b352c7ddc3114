package eigendrift.readmodel;

import eigendrift.config.Activation;
import eigendrift.dynamics.GroupMasses;
import eigendrift.dynamics.Localization;
import eigendrift.dynamics.LossChange;
import eigendrift.dynamics.PrincipalAngles;
import eigendrift.dynamics.TopEntry;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.tracking.Tracker.AlignmentMeasured;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.experiment.tracking.Tracker.SubspacesMeasured;
import eigendrift.network.Architecture;
import eigendrift.network.ParameterLayout;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes rows of localization, alignment and subspaces of the events of one tracker. The events of a step precede its
 * {@code DynamicsMeasured}; in journals of earlier versions that is the only one, and the rows have gaps.
 */
final class DynamicsRows {

    private final String run;
    private final Activation activation;
    private final List<String> features;
    private final Tables tables;
    private Optional<LocalizationMeasured> localized = Optional.empty();
    private Optional<AlignmentMeasured> aligned = Optional.empty();
    private Optional<SubspacesMeasured> subspaces = Optional.empty();

    /** @param features names of the inputs; empty where they have none */
    DynamicsRows(String run, Activation activation, List<String> features, Tables tables) {
        this.run = run;
        this.activation = activation;
        this.features = features;
        this.tables = tables;
    }

    /** The localization that was added last. */
    Optional<LocalizationMeasured> localized() {
        return localized;
    }

    void add(Tracker.Event event) {
        if (event instanceof LocalizationMeasured measured) {
            localized = Optional.of(measured);
        } else if (event instanceof AlignmentMeasured measured) {
            aligned = Optional.of(measured);
        } else if (event instanceof SubspacesMeasured measured) {
            subspaces = Optional.of(measured);
        } else if (event instanceof DynamicsMeasured dynamics) {
            addLocalization(dynamics, localized.filter(more -> more.step() == dynamics.step()));
            addAlignment(dynamics, aligned.filter(more -> more.step() == dynamics.step()));
            addSubspaces(dynamics, subspaces.filter(more -> more.step() == dynamics.step()));
        }
    }

    /** @param more the full localization of the same step, where it was journaled */
    void addLocalization(DynamicsMeasured dynamics, Optional<LocalizationMeasured> more) {
        for (Tracker.LocalizationSummary vector : dynamics.vectors().subList(0, dynamics.k())) {
            Optional<Localization> localization =
                    more.map(measured -> measured.vectors().get(vector.index() - 1));
            tables.localization()
                    .add(new Tables.Localization(
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
                                    .map(DynamicsRows::iprs)
                                    .orElse(List.of())));
        }
        more.ifPresent(this::addCarriers);
    }

    private static List<Double> iprs(GroupMasses split) {
        return IntStream.range(0, split.masses().size()).mapToObj(split::ipr).toList();
    }

    private void addCarriers(LocalizationMeasured measured) {
        ParameterLayout layout = new Architecture(measured.widths(), activation).layout();
        for (int index = 1; index <= measured.vectors().size(); index++) {
            Localization localization = measured.vectors().get(index - 1);
            addNeurons(measured, index, localization.neurons());
            for (int place = 1; place <= localization.carriers().size(); place++) {
                TopEntry carrier = localization.carriers().get(place - 1);
                String name = layout.name(carrier.parameter());
                double mass = carrier.value() * carrier.value();
                tables.carriers()
                        .parameters()
                        .add(new Tables.Carrier(
                                run,
                                measured.step(),
                                index,
                                place,
                                name,
                                carrier.value(),
                                mass,
                                feature(layout, carrier.parameter())));
            }
        }
    }

    /** Weights of the first layer come first, a row for each unit and a column for each input. */
    private String feature(ParameterLayout layout, int parameter) {
        ParameterLayout.Parameter first = layout.parameters().get(0);
        boolean named = parameter < first.length() && first.columns() == features.size();
        return named ? features.get(parameter % first.columns()) : "";
    }

    private void addNeurons(LocalizationMeasured measured, int index, GroupMasses neurons) {
        int first = 0;
        for (int layer = 1; layer < measured.widths().size(); layer++) {
            int width = measured.widths().get(layer);
            for (int neuron = 0; neuron < width; neuron++) {
                tables.carriers()
                        .neurons()
                        .add(new Tables.Neuron(
                                run,
                                measured.step(),
                                index,
                                layer,
                                neuron,
                                neurons.masses().get(first + neuron),
                                neurons.shares().get(first + neuron)));
            }
            first += width;
        }
    }

    private void addAlignment(DynamicsMeasured dynamics, Optional<AlignmentMeasured> more) {
        tables.alignment()
                .add(new Tables.Alignment(
                        run,
                        dynamics.step(),
                        dynamics.k(),
                        dynamics.gradientFraction(),
                        dynamics.updateFraction(),
                        more.map(AlignmentMeasured::momentumFraction).orElse(Double.NaN),
                        more.map(AlignmentMeasured::updateFraction).orElse(Double.NaN),
                        more.map(AlignmentMeasured::change).orElse(LossChange.NONE),
                        more.map(AlignmentMeasured::slope).orElse(Double.NaN),
                        more.map(AlignmentMeasured::slopeTop).orElse(Double.NaN),
                        more.map(AlignmentMeasured::curvatureTop).orElse(Double.NaN)));
    }

    private void addSubspaces(DynamicsMeasured dynamics, Optional<SubspacesMeasured> more) {
        for (int i = 0; i < dynamics.pairs().size(); i++) {
            Tracker.PairMeasured pair = dynamics.pairs().get(i);
            int place = i;
            Optional<PrincipalAngles> angles = more.map(
                            measured -> measured.pairs().get(place).angles())
                    .map(list -> new PrincipalAngles(
                            list.stream().mapToDouble(angle -> angle).toArray()));
            tables.subspace()
                    .add(new Tables.Subspace(
                            run,
                            pair.stepFrom(),
                            dynamics.step(),
                            dynamics.k(),
                            pair.subspaceOverlap(),
                            angles.map(PrincipalAngles::geodesic).orElse(Double.NaN),
                            angles.map(PrincipalAngles::chordal).orElse(Double.NaN),
                            angles.map(PrincipalAngles::largest).orElse(Double.NaN)));
        }
    }
}
