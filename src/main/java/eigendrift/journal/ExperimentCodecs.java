package eigendrift.journal;

import eigendrift.experiment.ActorStatistics;
import eigendrift.experiment.DataFacts;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.Provenance;
import java.util.List;

/** Events of an experiment. */
final class ExperimentCodecs {

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "planned",
                    Experiment.Planned.class,
                    (out, event) -> {
                        out.writeString(event.experiment());
                        out.writeString(event.configuration());
                        writeProvenance(out, event.provenance());
                    },
                    in -> new Experiment.Planned(in.readString(), in.readString(), readProvenance(in))),
            EventCodec.first(
                    "analysis-planned",
                    Experiment.AnalysisPlanned.class,
                    (out, event) -> {
                        out.writeString(event.analysis());
                        out.writeString(event.configuration());
                        out.writeString(event.spectraOf());
                    },
                    in -> new Experiment.AnalysisPlanned(in.readString(), in.readString(), in.readString())),
            EventCodec.first(
                    "run-started",
                    Experiment.RunStarted.class,
                    (out, event) -> out.writeString(event.run()),
                    in -> new Experiment.RunStarted(in.readString())),
            EventCodec.first(
                    "run-completed",
                    Experiment.RunCompleted.class,
                    (out, event) -> {
                        out.writeString(event.run());
                        out.writeLong(event.steps());
                    },
                    in -> new Experiment.RunCompleted(in.readString(), in.readLong())),
            EventCodec.first(
                    "run-failed",
                    Experiment.RunFailed.class,
                    (out, event) -> {
                        out.writeString(event.run());
                        out.writeLong(event.steps());
                    },
                    in -> new Experiment.RunFailed(in.readString(), in.readLong())),
            EventCodec.first(
                    "analysis-completed",
                    Experiment.AnalysisCompleted.class,
                    (out, event) -> out.writeString(event.analysis()),
                    in -> new Experiment.AnalysisCompleted(in.readString())),
            EventCodec.first(
                    "completed", Experiment.Completed.class, (out, event) -> {}, in -> new Experiment.Completed()),
            EventCodec.first(
                    "cancelled", Experiment.Cancelled.class, (out, event) -> {}, in -> new Experiment.Cancelled()),
            EventCodec.first("resumed", Experiment.Resumed.class, (out, event) -> {}, in -> new Experiment.Resumed()),
            EventCodec.first(
                    "actors-measured",
                    Experiment.ActorsMeasured.class,
                    (out, event) -> out.writeList(event.statistics(), ExperimentCodecs::writeStatistics),
                    in -> new Experiment.ActorsMeasured(in.readList(ExperimentCodecs::readStatistics))),
            EventCodec.first(
                    "data-read",
                    Experiment.DataRead.class,
                    (out, event) -> writeFacts(out, event.facts()),
                    in -> new Experiment.DataRead(readFacts(in))));

    private ExperimentCodecs() {}

    private static void writeProvenance(WireOutput out, Provenance provenance) {
        out.writeString(provenance.version());
        out.writeString(provenance.revision());
        out.writeString(provenance.java());
        out.writeString(provenance.system());
        out.writeString(provenance.processor());
        out.writeString(provenance.blas());
        out.writeString(provenance.dataHash());
        out.writeInt(provenance.parameters());
    }

    private static Provenance readProvenance(WireInput in) {
        return new Provenance(
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readInt());
    }

    private static void writeFacts(WireOutput out, DataFacts facts) {
        out.writeString(facts.description());
        out.writeList(facts.features(), WireOutput::writeString);
        out.writeList(facts.classes(), WireOutput::writeString);
        out.writeDouble(facts.baseline());
        out.writeDouble(facts.divisor());
        out.writeDoubles(facts.shift());
        out.writeDoubles(facts.scale());
    }

    private static DataFacts readFacts(WireInput in) {
        return new DataFacts(
                in.readString(),
                in.readList(WireInput::readString),
                in.readList(WireInput::readString),
                in.readDouble(),
                in.readDouble(),
                in.readDoubles(),
                in.readDoubles());
    }

    private static void writeStatistics(WireOutput out, ActorStatistics actor) {
        out.writeString(actor.actor());
        out.writeString(actor.message());
        out.writeLong(actor.messages());
        out.writeDouble(actor.mailboxMeanMillis());
        out.writeDouble(actor.mailboxMaxMillis());
        out.writeLong(actor.mailboxPeak());
        out.writeDouble(actor.processingMeanMillis());
        out.writeDouble(actor.processingMaxMillis());
        out.writeDouble(actor.processingTotalMillis());
    }

    private static ActorStatistics readStatistics(WireInput in) {
        return new ActorStatistics(
                in.readString(),
                in.readString(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }
}
