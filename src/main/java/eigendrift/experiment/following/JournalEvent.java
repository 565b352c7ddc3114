package eigendrift.experiment.following;

/** Marks what the journal stores; a codec in the journal package exists for each record. */
public interface JournalEvent {}
