package eigendrift.verify;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.journal.EventLog;
import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;

/**
 * Checks an experiment's records.
 *
 * @param records events read
 * @param problems what is wrong, one line each; empty if nothing is
 */
public record Verification(long records, List<String> problems) {

    /**
     * Reads every record: its checksum and form, its place in the sequence, and the events it refers to.
     *
     * @param read hears after each how many have been read
     */
    public static Verification ofRecords(EventLog log, String experiment, LongConsumer read) {
        List<String> problems = new ArrayList<>();
        long records = 0;
        for (String id : log.persistenceIds(experiment)) {
            Sequence sequence = new Sequence(id, problems);
            long before = records;
            log.check(
                    id,
                    stored -> {
                        sequence.accept(stored);
                        read.accept(before + sequence.last);
                    },
                    sequence::damaged);
            records += sequence.last;
        }
        return new Verification(records, problems);
    }

    /**
     * Trains every run again from its initial weights and compares each log row and checkpoint bit for bit.
     *
     * @param trained hears after each event of a trainer which run is trained and how many steps of it have been
     */
    public static Verification byRetraining(EventLog log, Plan plan, ObjLongConsumer<Run> trained) {
        List<String> problems = new ArrayList<>();
        long records = 0;
        for (Run run : plan.runs()) {
            Retraining retraining = new Retraining(plan, run, problems);
            log.read(PersistenceIds.trainer(plan.id(), run.name()).id(), stored -> {
                retraining.accept(stored);
                trained.accept(run, retraining.step());
            });
            records += retraining.compared();
        }
        return new Verification(records, problems);
    }

    /** The numbers of one persistence id must be 1, 2, 3, ...; a spectrum must follow its vectors. */
    private static final class Sequence {
        private final String id;
        private final List<String> problems;
        private long last;
        private int vectors;

        Sequence(String id, List<String> problems) {
            this.id = id;
            this.problems = problems;
        }

        void damaged(JournalDamagedException damage, long sequenceNumber) {
            problems.add(damage.getMessage());
            last = sequenceNumber;
        }

        void accept(StoredEvent stored) {
            if (stored.sequenceNumber() != last + 1) {
                problems.add(id + ": expected event " + (last + 1) + ", found event " + stored.sequenceNumber());
            }
            last = stored.sequenceNumber();
            if (stored.event() instanceof HessianProbe.EigenvectorMeasured) {
                vectors++;
            } else if (stored.event() instanceof HessianProbe.SpectrumMeasured spectrum) {
                if (vectors != spectrum.pairs().size()) {
                    problems.add(id + ", event " + last + ": expected "
                            + spectrum.pairs().size() + " eigenvectors before the spectrum of step " + spectrum.step()
                            + ", found " + vectors);
                }
                vectors = 0;
            }
        }
    }
}
