package eigendrift.cli.progress;

/** Shows how far a command has come that does one thing after the other. Safe for use by several threads. */
public interface StageProgress extends AutoCloseable {

    /** From here on there are {@code total} of {@code what}; the former stage is over. */
    void begin(String what, long total);

    /**
     * So many are done.
     *
     * @param note what is under way; may be empty
     */
    void done(long done, String note);

    default void done(long done) {
        done(done, "");
    }

    /** Leaves the terminal as it was. */
    @Override
    void close();

    /** Shows nothing. */
    StageProgress NONE = new StageProgress() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void done(long done, String note) {}

        @Override
        public void close() {}
    };
}
