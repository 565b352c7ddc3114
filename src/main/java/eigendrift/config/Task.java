package eigendrift.config;

/** What the targets of a data set are: class labels, or real vectors. */
public enum Task {
    CLASSIFICATION,
    REGRESSION
}
