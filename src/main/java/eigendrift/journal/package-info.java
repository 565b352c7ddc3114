/**
 * Where events are kept: set-up of the storage, the binary form of each event, and the read side.
 *
 * <p>In: events of the actors, through Pekko Persistence. Out: rows of {@code event_journal}, and the same events
 * again, in order, checked. The actors do not know this package; {@code EventSerializer} is bound by name in
 * {@code application.conf}.
 */
package eigendrift.journal;
