/**
 * Update rules, their state and learning-rate schedules, with the definitions of torch.optim.
 *
 * <p>In: a gradient and a learning rate. Out: changed parameters and a state that can be saved and restored to the bit.
 */
package eigendrift.optimizer;
