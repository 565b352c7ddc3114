/**
 * Update rules, their state and learning-rate schedules, to the letter of torch.optim.
 *
 * <p>In: a gradient and a learning rate. Out: changed parameters and a state that can be saved and restored to the bit.
 */
package eigendrift.optimizer;
