package eigendrift.study;

import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Several experiments as one set of runs, in which each optimizer of each experiment has a name of its own. Runs of one
 * seed are paired across experiments as well: they share initial weights and batches where network and data are the
 * same, and are independent where not.
 *
 * @param experiments named as in the journal, each once
 */
public record ExperimentsTogether(List<Analysis> experiments) {
    public ExperimentsTogether {
        experiments = List.copyOf(experiments);
    }

    /** The names of optimizers in any of them, each once. */
    public List<String> optimizers() {
        return experiments.stream()
                .flatMap(each -> Baseline.optimizers(each.tables()).stream())
                .distinct()
                .toList();
    }

    /** An optimizer as it is called here: with its experiment where another has one of this name too. */
    public String name(String optimizer, Analysis experiment) {
        boolean once = experiments.stream()
                .filter(each -> each != experiment)
                .noneMatch(each -> Baseline.optimizers(each.tables()).contains(optimizer));
        return once ? optimizer : optimizer + " (" + experiment.name() + ")";
    }

    /** Runs, training, eigenvalues, localization, and displacements of neighbours; without null models. */
    public Tables tables() {
        List<Tables.Run> runs = new ArrayList<>();
        List<Tables.Training> training = new ArrayList<>();
        List<Tables.Spectrum> spectrum = new ArrayList<>();
        List<Tables.Localization> localization = new ArrayList<>();
        List<Tables.Displacement> displacement = new ArrayList<>();
        for (Analysis each : experiments) {
            UnaryOperator<String> run = name -> each.name() + "/" + name;
            Tables tables = each.tables();
            tables.runs()
                    .forEach(row -> runs.add(new Tables.Run(
                            run.apply(row.run()),
                            name(row.optimizer(), each),
                            row.seed(),
                            row.parameters(),
                            row.status(),
                            row.steps(),
                            row.finalLoss(),
                            row.finalAccuracy(),
                            row.baseline(),
                            row.deadUnits())));
            tables.training()
                    .forEach(row -> training.add(new Tables.Training(
                            run.apply(row.run()),
                            row.step(),
                            row.epoch(),
                            row.loss(),
                            row.trainLoss(),
                            row.trainAccuracy(),
                            row.testLoss(),
                            row.testAccuracy(),
                            row.gradientNorm(),
                            row.updateNorm(),
                            row.learningRate())));
            tables.spectrum()
                    .forEach(row -> spectrum.add(new Tables.Spectrum(
                            run.apply(row.run()),
                            row.step(),
                            row.index(),
                            row.eigenvalue(),
                            row.residual(),
                            row.gap(),
                            row.angleBound(),
                            row.products(),
                            row.converged())));
            tables.localization()
                    .forEach(row -> localization.add(new Tables.Localization(
                            run.apply(row.run()),
                            row.step(),
                            row.index(),
                            row.values(),
                            row.layerMasses(),
                            row.layerIprs())));
            Neighbours.displacement(tables.displacement())
                    .forEach(row -> displacement.add(new Tables.Displacement(
                            run.apply(row.run()),
                            row.index(),
                            row.label(),
                            row.stepFrom(),
                            row.stepTo(),
                            row.overlap(),
                            row.displacement(),
                            row.angle(),
                            row.bound())));
        }
        return Tables.builder()
                .runs(runs)
                .training(training)
                .spectrum(spectrum)
                .localization(localization)
                .displacement(displacement)
                .build();
    }

    /**
     * Each optimizer of a later experiment beside the one of the same name in the first; where there is none, beside
     * the first's first.
     */
    public List<Baseline.Pair> pairs() {
        Analysis first = experiments.get(0);
        List<String> known = Baseline.optimizers(first.tables());
        List<Baseline.Pair> pairs = new ArrayList<>();
        for (Analysis later : experiments.subList(1, experiments.size())) {
            for (String optimizer : known.isEmpty() ? List.<String>of() : Baseline.optimizers(later.tables())) {
                String against = known.contains(optimizer) ? optimizer : known.get(0);
                pairs.add(new Baseline.Pair(name(against, first), name(optimizer, later)));
            }
        }
        return pairs;
    }
}
