package eigendrift.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@code eigendrift.TrainingSlice}: a trainer's work between two looks at its mailbox. */
@Name("eigendrift.TrainingSlice")
@Label("Training Slice")
@Category("Eigendrift")
@StackTrace(false)
public final class TrainingSlice extends Event {

    @Label("Run")
    private String run;

    @Label("First Step")
    @Description("Updates made before")
    private long step;

    @Label("Updates")
    private long updates;

    private TrainingSlice() {}

    /** A slice of {@code run} begins at {@code step}. */
    public static TrainingSlice begun(String run, long step) {
        TrainingSlice slice = new TrainingSlice();
        slice.run = run;
        slice.step = step;
        slice.begin();
        return slice;
    }

    /** It ends at {@code step}. */
    public void ended(long stepNow) {
        updates = stepNow - step;
        commit();
    }
}
