package eigendrift.experiment.following;

/** The kinds of actors that write events, and which parts their persistence ids have behind the experiment. */
public enum ActorKind {
    EXPERIMENT("experiment", false, false),
    TRAINER("trainer", true, false),
    PROBE("probe", true, true),
    TRACKER("tracker", true, true),
    NULL_MODEL("null-model", false, true);

    private final String word;
    private final boolean ofRun;
    private final boolean ofAnalysis;

    ActorKind(String word, boolean ofRun, boolean ofAnalysis) {
        this.word = word;
        this.ofRun = ofRun;
        this.ofAnalysis = ofAnalysis;
    }

    /** Its word in persistence ids. */
    public String word() {
        return word;
    }

    /** Whether there is one for each run. */
    public boolean isOfRun() {
        return ofRun;
    }

    /** Whether there is one for each analysis. */
    public boolean isOfAnalysis() {
        return ofAnalysis;
    }

    /** The persistence id of one actor; a part that this kind does not have is left out. */
    public String id(String experiment, String run, String analysis) {
        return word + "|" + experiment + (ofRun ? "|" + run : "") + (ofAnalysis ? "|" + analysis : "");
    }
}
