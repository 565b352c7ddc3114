package eigendrift.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.journal.EventCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.apache.pekko.persistence.testkit.query.javadsl.PersistenceTestKitReadJournal;

/** An actor system for tests, with a journal in memory that serializes every event. */
public final class Journal implements AutoCloseable {

    public final ActorTestKit system;
    public final PersistenceTestKit events;

    public Journal(int threads) {
        Config config = ConfigFactory.parseMap(Map.of(
                        "eigendrift.read-journal",
                        PersistenceTestKitReadJournal.Identifier(),
                        "pekko.persistence.testkit.events.serialize",
                        true,
                        "pekko.actor.serialize-messages",
                        true,
                        "eigendrift.dispatchers.training.thread-pool-executor.fixed-pool-size",
                        threads,
                        "eigendrift.dispatchers.measuring.thread-pool-executor.fixed-pool-size",
                        threads))
                .withFallback(PersistenceTestKitPlugin.config())
                .withFallback(ConfigFactory.defaultApplication());
        system = ActorTestKit.create(ConfigFactory.load(config));
        events = PersistenceTestKit.create(system.system());
    }

    List<JournalEvent> of(String persistenceId) {
        return events.persistedInStorage(persistenceId).stream()
                .map(JournalEvent.class::cast)
                .toList();
    }

    /** Every event of an experiment as its bytes, but for those that hold times. */
    Map<String, List<String>> bytes(Plan plan, String analysis) {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("experiment", encode(PersistenceIds.experiment(plan.id()).id()));
        for (Run run : plan.runs()) {
            all.put(
                    "trainer " + run.name(),
                    encode(PersistenceIds.trainer(plan.id(), run.name()).id()));
            all.put(
                    "probe " + run.name(),
                    encode(PersistenceIds.probe(plan.id(), run.name(), analysis).id()));
            all.put(
                    "tracker " + run.name(),
                    encode(PersistenceIds.tracker(plan.id(), run.name(), analysis)
                            .id()));
        }
        return all;
    }

    private List<String> encode(String persistenceId) {
        List<String> encoded = new ArrayList<>();
        for (JournalEvent event : of(persistenceId)) {
            if (!(event instanceof Experiment.ActorsMeasured)) {
                encoded.add(EventCodecs.manifest(event) + " "
                        + java.util.HexFormat.of().formatHex(EventCodecs.write(event)));
            }
        }
        return encoded;
    }

    @Override
    public void close() {
        system.shutdownTestKit();
    }
}
