package eigendrift.cli;

import eigendrift.dashboard.Commands;
import eigendrift.experiment.Experiment;
import org.apache.pekko.actor.typed.ActorRef;

/** Passes the commands of the page on to the experiment of this process. */
record ProcessCommands(String experiment, ActorRef<Guardian.Command> guardian, Interrupts interrupts)
        implements Commands {

    @Override
    public void carryOut(Command command) {
        switch (command) {
            case PAUSE -> guardian.tell(new Guardian.Tell(new Experiment.Pause()));
            case CONTINUE -> guardian.tell(new Guardian.Tell(new Experiment.Continue()));
            case CHECKPOINT -> guardian.tell(new Guardian.Tell(new Experiment.TakeCheckpoint()));
            case STOP -> interrupts.request();
        }
    }
}
