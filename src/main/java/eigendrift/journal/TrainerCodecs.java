package eigendrift.journal;

import eigendrift.experiment.Checkpoint;
import eigendrift.experiment.LogRow;
import eigendrift.experiment.Trainer;
import eigendrift.optimizer.OptimizerState;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Events of a trainer. */
final class TrainerCodecs {

    static final List<EventCodec<?>> ALL = List.of(
            EventCodec.first(
                    "training-started",
                    Trainer.TrainingStarted.class,
                    (out, event) -> out.writeString(event.run()),
                    in -> new Trainer.TrainingStarted(in.readString())),
            EventCodec.first(
                    "steps-taken",
                    Trainer.StepsTaken.class,
                    (out, event) -> writeRow(out, event.row()),
                    in -> new Trainer.StepsTaken(readRow(in))),
            EventCodec.first(
                    "checkpoint-taken",
                    Trainer.CheckpointTaken.class,
                    (out, event) -> writeCheckpoint(out, event.checkpoint()),
                    in -> new Trainer.CheckpointTaken(readCheckpoint(in))),
            EventCodec.first(
                    "training-completed",
                    Trainer.TrainingCompleted.class,
                    (out, event) -> out.writeLong(event.step()),
                    in -> new Trainer.TrainingCompleted(in.readLong())),
            EventCodec.first(
                    "diverged",
                    Trainer.Diverged.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeDouble(event.loss());
                    },
                    in -> new Trainer.Diverged(in.readLong(), in.readDouble())),
            EventCodec.first(
                    "units-counted",
                    Trainer.UnitsCounted.class,
                    (out, event) -> {
                        out.writeLong(event.step());
                        out.writeInt(event.dead());
                        out.writeInt(event.units());
                    },
                    in -> new Trainer.UnitsCounted(in.readLong(), in.readInt(), in.readInt())));

    private TrainerCodecs() {}

    private static void writeRow(WireOutput out, LogRow row) {
        out.writeLong(row.step());
        out.writeDouble(row.epoch());
        out.writeDouble(row.loss());
        out.writeDouble(row.trainLoss());
        out.writeDouble(row.trainAccuracy());
        out.writeDouble(row.testLoss());
        out.writeDouble(row.testAccuracy());
        out.writeDouble(row.gradientNorm());
        out.writeDouble(row.updateNorm());
        out.writeDouble(row.learningRate());
    }

    private static LogRow readRow(WireInput in) {
        return new LogRow(
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }

    private static void writeCheckpoint(WireOutput out, Checkpoint checkpoint) {
        out.writeLong(checkpoint.step());
        out.writeBoolean(checkpoint.scheduled());
        out.writeDoubles(checkpoint.parameters());
        out.writeLong(checkpoint.optimizerState().updates());
        out.writeList(List.copyOf(checkpoint.optimizerState().arrays().entrySet()), (o, array) -> {
            o.writeString(array.getKey());
            o.writeDoubles(array.getValue());
        });
        out.writeDouble(checkpoint.lossSum());
        out.writeInt(checkpoint.lossCount());
    }

    private static Checkpoint readCheckpoint(WireInput in) {
        return new Checkpoint(
                in.readLong(),
                in.readBoolean(),
                in.readDoubles(),
                readOptimizerState(in),
                in.readDouble(),
                in.readInt());
    }

    private static OptimizerState readOptimizerState(WireInput in) {
        long updates = in.readLong();
        SortedMap<String, double[]> arrays = new TreeMap<>();
        for (Map.Entry<String, double[]> array : in.readList(i -> Map.entry(i.readString(), i.readDoubles()))) {
            arrays.put(array.getKey(), array.getValue());
        }
        return new OptimizerState(updates, arrays);
    }
}
