package eigendrift.journal;

import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.DOUBLES;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.LONG;
import static eigendrift.journal.Codec.STRING;
import static eigendrift.journal.Codec.list;
import static eigendrift.journal.EventCodec.former;
import static eigendrift.journal.RecordCodec.codec;

import eigendrift.experiment.Experiment.ActorsMeasured;
import eigendrift.experiment.Experiment.AnalysisCompleted;
import eigendrift.experiment.Experiment.AnalysisPlanned;
import eigendrift.experiment.Experiment.Cancelled;
import eigendrift.experiment.Experiment.Completed;
import eigendrift.experiment.Experiment.Continued;
import eigendrift.experiment.Experiment.DataRead;
import eigendrift.experiment.Experiment.ExperimentExtended;
import eigendrift.experiment.Experiment.Paused;
import eigendrift.experiment.Experiment.Planned;
import eigendrift.experiment.Experiment.Resumed;
import eigendrift.experiment.Experiment.RunCompleted;
import eigendrift.experiment.Experiment.RunFailed;
import eigendrift.experiment.Experiment.RunStarted;
import eigendrift.experiment.plan.DataFacts;
import eigendrift.experiment.plan.Provenance;
import eigendrift.experiment.runtime.ActorStatistics;
import java.util.List;

/** Codecs of the events of an experiment. */
final class ExperimentCodecs {

    private static final Codec<Provenance> PROVENANCE = codec(
            Provenance::new,
            STRING.of(Provenance::version),
            STRING.of(Provenance::revision),
            STRING.of(Provenance::java),
            STRING.of(Provenance::system),
            STRING.of(Provenance::processor),
            STRING.of(Provenance::blas),
            STRING.of(Provenance::dataHash),
            INT.of(Provenance::parameters));

    private static final Codec<ActorStatistics> STATISTICS = codec(
            ActorStatistics::new,
            STRING.of(ActorStatistics::actor),
            STRING.of(ActorStatistics::message),
            LONG.of(ActorStatistics::messages),
            DOUBLE.of(ActorStatistics::mailboxMeanMillis),
            DOUBLE.of(ActorStatistics::mailboxMaxMillis),
            LONG.of(ActorStatistics::mailboxPeak),
            DOUBLE.of(ActorStatistics::processingMeanMillis),
            DOUBLE.of(ActorStatistics::processingMaxMillis),
            DOUBLE.of(ActorStatistics::processingTotalMillis));

    private static final Codec<DataFacts> FACTS = codec(
            DataFacts::new,
            STRING.of(DataFacts::description),
            list(STRING).of(DataFacts::features),
            list(STRING).of(DataFacts::classes),
            DOUBLE.of(DataFacts::baseline),
            DOUBLE.of(DataFacts::divisor),
            DOUBLES.of(DataFacts::shift),
            DOUBLES.of(DataFacts::scale));

    /** {@code actors-measured:1}: of the actors alone. */
    private record ActorsMeasured1(List<ActorStatistics> statistics) {

        static final Codec<ActorsMeasured1> CODEC =
                codec(ActorsMeasured1::new, list(STATISTICS).of(ActorsMeasured1::statistics));

        ActorsMeasured upcast() {
            return new ActorsMeasured(statistics, "");
        }
    }

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "planned",
                    Planned.class,
                    codec(
                            Planned::new,
                            STRING.of(Planned::experiment),
                            STRING.of(Planned::configuration),
                            PROVENANCE.of(Planned::provenance))),
            EventCodec.first(
                    "analysis-planned",
                    AnalysisPlanned.class,
                    codec(
                            AnalysisPlanned::new,
                            STRING.of(AnalysisPlanned::analysis),
                            STRING.of(AnalysisPlanned::configuration),
                            STRING.of(AnalysisPlanned::spectraOf))),
            EventCodec.first("run-started", RunStarted.class, codec(RunStarted::new, STRING.of(RunStarted::run))),
            EventCodec.first(
                    "run-completed",
                    RunCompleted.class,
                    codec(RunCompleted::new, STRING.of(RunCompleted::run), LONG.of(RunCompleted::steps))),
            EventCodec.first(
                    "run-failed",
                    RunFailed.class,
                    codec(RunFailed::new, STRING.of(RunFailed::run), LONG.of(RunFailed::steps))),
            EventCodec.first(
                    "analysis-completed",
                    AnalysisCompleted.class,
                    codec(AnalysisCompleted::new, STRING.of(AnalysisCompleted::analysis))),
            EventCodec.first("completed", Completed.class, codec(Completed::new)),
            EventCodec.first("cancelled", Cancelled.class, codec(Cancelled::new)),
            EventCodec.first("resumed", Resumed.class, codec(Resumed::new)),
            EventCodec.first("paused", Paused.class, codec(Paused::new)),
            EventCodec.first("continued", Continued.class, codec(Continued::new)),
            EventCodec.first(
                    "experiment-extended",
                    ExperimentExtended.class,
                    codec(
                            ExperimentExtended::new,
                            STRING.of(ExperimentExtended::configuration),
                            PROVENANCE.of(ExperimentExtended::provenance),
                            list(STRING).of(ExperimentExtended::reopened))),
            new EventCodec<>(
                    "actors-measured",
                    ActorsMeasured.class,
                    codec(
                            ActorsMeasured::new,
                            list(STATISTICS).of(ActorsMeasured::statistics),
                            STRING.of(ActorsMeasured::sample)),
                    List.of(former(ActorsMeasured1.CODEC, ActorsMeasured1::upcast))),
            EventCodec.first("data-read", DataRead.class, codec(DataRead::new, FACTS.of(DataRead::facts))));

    private ExperimentCodecs() {}
}
