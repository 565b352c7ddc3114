package eigendrift.readmodel;

import eigendrift.config.Activation;
import eigendrift.dynamics.LossChange;
import eigendrift.dynamics.PrincipalAngles;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.tracking.Tracker.AlignmentMeasured;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.IdentitiesMatched;
import eigendrift.experiment.tracking.Tracker.LocalizationMeasured;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.SubspacesMeasured;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes rows of the events of one tracker. The events of a step precede its {@code DynamicsMeasured}; in journals of
 * earlier versions that is the only one, and the rows have gaps.
 */
final class TrackerRows {

    /** The events that rows are made of. */
    static final Set<Class<? extends JournalEvent>> KINDS = Set.of(
            DynamicsMeasured.class,
            IdentitiesMatched.class,
            LocalizationMeasured.class,
            AlignmentMeasured.class,
            SubspacesMeasured.class);

    final LocalizationRows localization;
    final PairRows pairs;
    final IdentityRows identities;
    final Rows<Tables.Alignment> alignment = new Rows<>();

    private final String run;
    private Optional<LocalizationMeasured> localized = Optional.empty();
    private Optional<AlignmentMeasured> aligned = Optional.empty();
    private Optional<SubspacesMeasured> subspaces = Optional.empty();

    /**
     * @param features names of the inputs; empty where they have none
     * @param parameters n
     */
    TrackerRows(String run, Activation activation, List<String> features, int parameters, RowStore store) {
        this.run = run;
        this.localization = new LocalizationRows(run, activation, features);
        this.pairs = new PairRows(run, parameters, store);
        this.identities = new IdentityRows(run, pairs);
    }

    /** The localization that was added last. */
    Optional<LocalizationMeasured> localized() {
        return localized;
    }

    void add(Tracker.Event event, long ordering) {
        identities.add(event, ordering);
        if (event instanceof LocalizationMeasured measured) {
            localized = Optional.of(measured);
        } else if (event instanceof AlignmentMeasured measured) {
            aligned = Optional.of(measured);
        } else if (event instanceof SubspacesMeasured measured) {
            subspaces = Optional.of(measured);
        } else if (event instanceof DynamicsMeasured dynamics) {
            localization.add(dynamics, localized.filter(more -> more.step() == dynamics.step()), ordering);
            addAlignment(dynamics, aligned.filter(more -> more.step() == dynamics.step()), ordering);
            addSubspaces(dynamics, subspaces.filter(more -> more.step() == dynamics.step()));
            pairs.end(dynamics, ordering);
        }
    }

    private void addAlignment(DynamicsMeasured dynamics, Optional<AlignmentMeasured> more, long ordering) {
        alignment.add(
                new Tables.Alignment(
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
                        more.map(AlignmentMeasured::curvatureTop).orElse(Double.NaN)),
                ordering);
    }

    private void addSubspaces(DynamicsMeasured dynamics, Optional<SubspacesMeasured> more) {
        for (int i = 0; i < dynamics.pairs().size(); i++) {
            PairMeasured pair = dynamics.pairs().get(i);
            int place = i;
            Optional<PrincipalAngles> angles = more.map(
                            measured -> measured.pairs().get(place).angles())
                    .map(list -> new PrincipalAngles(
                            list.stream().mapToDouble(angle -> angle).toArray()));
            pairs.addSubspace(
                    pair,
                    dynamics.k(),
                    angles.map(PrincipalAngles::geodesic).orElse(Double.NaN),
                    angles.map(PrincipalAngles::chordal).orElse(Double.NaN),
                    angles.map(PrincipalAngles::largest).orElse(Double.NaN));
        }
    }
}
