package eigendrift.nullmodel;

/** Mean and standard deviation of an observable under a null model. */
public record Moments(double mean, double sd) {

    static Moments ofVariance(double mean, double variance) {
        return new Moments(mean, Math.sqrt(variance));
    }
}
