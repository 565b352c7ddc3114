package eigendrift.metrics;

/** Keeps something of durations. Any number of threads may record. */
interface Recorder {

    /** @param nanos a negative one counts as 0 */
    void record(long nanos);
}
