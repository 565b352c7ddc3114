package eigendrift.data;

/**
 * What a source gives: training samples, and test samples of the same shape (perhaps none).
 *
 * @param name of the data set
 */
record Split(String name, Samples train, Samples test) {}
