/**
 * The experiment as an actor: starts runs and analyses, watches its children, and ends when all of them have ended.
 *
 * <p>In: a {@link eigendrift.experiment.plan.Plan}. Out: events in the journal. Each actor has a folder with the pure
 * computing that it starts: {@code training} (checkpoints), {@code probing} (spectra), {@code tracking} (movement and
 * localization), {@code nulls} (comparison with chance). Each follows the one before it through the journal (see
 * {@link eigendrift.experiment.following.Follower}), at its own pace.
 */
package eigendrift.experiment;
