/**
 * Where events are kept, in SQLite or PostgreSQL: set-up of the storage, the binary form of each event, the read
 * side, and copies of experiments from one journal to another.
 *
 * <p>In: events of the actors, through Pekko Persistence. Out: rows of {@code event_journal}, and the same events
 * again, in order, checked. The actors do not know this package; {@code EventSerializer} and
 * {@code PatientJournalDao} are bound by name in {@code application.conf}.
 */
package eigendrift.journal;
