package eigendrift.cli;

import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.text.TextTable;
import java.util.List;

/** What each actor cost, as it is journaled while a process runs. */
final class ActorTable {

    private static final String ALL_MESSAGES = "*";

    private ActorTable() {}

    /** @param every whether each type of message has a row */
    static TextTable of(List<ActorStatistics> actors, boolean every) {
        TextTable table = new TextTable(
                "actor",
                "message",
                "messages",
                "mailbox mean ms",
                "mailbox max ms",
                "mailbox peak",
                "processing mean ms",
                "processing max ms",
                "processing total ms");
        actors.stream()
                .filter(actor -> every || actor.message().equals(ALL_MESSAGES))
                .forEach(actor -> table.row(
                        actor.actor(),
                        actor.message(),
                        actor.messages(),
                        actor.mailboxMeanMillis(),
                        actor.mailboxMaxMillis(),
                        actor.mailboxPeak(),
                        actor.processingMeanMillis(),
                        actor.processingMaxMillis(),
                        actor.processingTotalMillis()));
        return table;
    }
}
