package eigendrift.report.page;

/** Hears how many files of figures are written. */
@FunctionalInterface
public interface FigureProgress {

    /** Hears nothing. */
    FigureProgress NONE = (figure, files, total) -> {};

    /** So many are; the last was of {@code figure}. */
    void written(String figure, int files, int total);
}
