package eigendrift.readmodel;

/**
 * What became of one input before a network saw it: x ← (x / divisor − shift) / scale.
 *
 * @param input from 0
 * @param feature its name; empty where it has none
 */
public record InputRow(int input, String feature, double divisor, double shift, double scale) {}
