package eigendrift.data;

import java.util.List;

/**
 * What a source gives: training samples, and test samples of the same shape (perhaps none).
 *
 * @param name of the data set
 * @param features names of the inputs; empty where they have none
 * @param classes the labels as they are written, in the order of their numbers; empty where they have none
 * @param divisor what the inputs, as they are here, are to be divided by unless the user says otherwise
 */
record TrainTestSplit(
        String name, Samples train, Samples test, List<String> features, List<String> classes, double divisor) {

    TrainTestSplit(String name, Samples train, Samples test) {
        this(name, train, test, List.of(), List.of(), 1);
    }
}
