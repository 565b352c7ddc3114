/**
 * What a checkpoint of a training elsewhere is about: its step, its weights and their order as the layers of a
 * multilayer perceptron, the state of its optimizer. Names and shapes decide; what they leave open is an error, never a
 * guess.
 *
 * <p>In: open files of tensors. Out: layers, update rules and steps, or an error that says what was found.
 */
package eigendrift.checkpoints;
