package eigendrift.experiment.following;

import org.apache.pekko.actor.NoSerializationVerificationNeeded;

/** Marks messages between actors of one run or one experiment, which always live in the same process. */
public interface LocalMessage extends NoSerializationVerificationNeeded {}
