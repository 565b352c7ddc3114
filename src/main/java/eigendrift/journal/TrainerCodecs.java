package eigendrift.journal;

import static eigendrift.journal.Codec.BOOLEAN;
import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.DOUBLES;
import static eigendrift.journal.Codec.INT;
import static eigendrift.journal.Codec.LONG;
import static eigendrift.journal.Codec.STRING;
import static eigendrift.journal.EventCodec.former;
import static eigendrift.journal.RecordCodec.codec;

import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.LogRow;
import eigendrift.experiment.training.Trainer.CheckpointTaken;
import eigendrift.experiment.training.Trainer.Diverged;
import eigendrift.experiment.training.Trainer.StepsTaken;
import eigendrift.experiment.training.Trainer.TrainingCompleted;
import eigendrift.experiment.training.Trainer.TrainingStarted;
import eigendrift.experiment.training.Trainer.UnitsCounted;
import eigendrift.optimizer.OptimizerState;
import java.util.List;

/** Codecs of the events of a trainer. */
final class TrainerCodecs {

    private static final Codec<LogRow> LOG_ROW = codec(
            LogRow::new,
            LONG.of(LogRow::step),
            DOUBLE.of(LogRow::epoch),
            DOUBLE.of(LogRow::loss),
            DOUBLE.of(LogRow::trainLoss),
            DOUBLE.of(LogRow::trainAccuracy),
            DOUBLE.of(LogRow::testLoss),
            DOUBLE.of(LogRow::testAccuracy),
            DOUBLE.of(LogRow::gradientNorm),
            DOUBLE.of(LogRow::updateNorm),
            DOUBLE.of(LogRow::learningRate));

    private static final Codec<OptimizerState> OPTIMIZER_STATE = codec(
            OptimizerState::new,
            LONG.of(OptimizerState::updates),
            Codec.map(DOUBLES).of(OptimizerState::arrays));

    private static final Codec<Checkpoint> CHECKPOINT = codec(
            Checkpoint::new,
            LONG.of(Checkpoint::step),
            BOOLEAN.of(Checkpoint::scheduled),
            DOUBLES.of(Checkpoint::parameters),
            OPTIMIZER_STATE.of(Checkpoint::optimizerState),
            DOUBLE.of(Checkpoint::lossSum),
            INT.of(Checkpoint::lossCount));

    /** {@code training-started:1}: from a version in which all batches of a log interval had the same weight. */
    private record TrainingStarted1(String run) {

        static final Codec<TrainingStarted1> CODEC = codec(TrainingStarted1::new, STRING.of(TrainingStarted1::run));

        TrainingStarted upcast() {
            return new TrainingStarted(run, false);
        }
    }

    /** {@code diverged:1}: without the cause. */
    private record Diverged1(long step, double loss) {

        static final Codec<Diverged1> CODEC =
                codec(Diverged1::new, LONG.of(Diverged1::step), DOUBLE.of(Diverged1::loss));

        Diverged upcast() {
            return new Diverged(step, loss, "");
        }
    }

    static final List<EventCodec<?>> ALL = List.of(
            new EventCodec<>(
                    "training-started",
                    TrainingStarted.class,
                    codec(
                            TrainingStarted::new,
                            STRING.of(TrainingStarted::run),
                            BOOLEAN.of(TrainingStarted::samplesWeighAlike)),
                    List.of(former(TrainingStarted1.CODEC, TrainingStarted1::upcast))),
            EventCodec.first("steps-taken", StepsTaken.class, codec(StepsTaken::new, LOG_ROW.of(StepsTaken::row))),
            EventCodec.first(
                    "checkpoint-taken",
                    CheckpointTaken.class,
                    codec(CheckpointTaken::new, CHECKPOINT.of(CheckpointTaken::checkpoint))),
            EventCodec.first(
                    "training-completed",
                    TrainingCompleted.class,
                    codec(TrainingCompleted::new, LONG.of(TrainingCompleted::step))),
            new EventCodec<>(
                    "diverged",
                    Diverged.class,
                    codec(
                            Diverged::new,
                            LONG.of(Diverged::step),
                            DOUBLE.of(Diverged::loss),
                            STRING.of(Diverged::cause)),
                    List.of(former(Diverged1.CODEC, Diverged1::upcast))),
            EventCodec.first(
                    "units-counted",
                    UnitsCounted.class,
                    codec(
                            UnitsCounted::new,
                            LONG.of(UnitsCounted::step),
                            INT.of(UnitsCounted::dead),
                            INT.of(UnitsCounted::units))));

    private TrainerCodecs() {}
}
