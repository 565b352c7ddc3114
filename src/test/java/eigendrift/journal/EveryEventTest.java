package eigendrift.journal;

import static eigendrift.journal.Codec.DOUBLE;
import static eigendrift.journal.Codec.LONG;
import static eigendrift.journal.RecordCodec.codec;
import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.ClosedSets;
import eigendrift.experiment.following.JournalEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each event has, beyond what the compiler asks for; {@code FrozenEventsTest} holds the bytes of each sample. */
class EveryEventTest {

    @Test
    void eachHasACodecAndASample() {
        List<JournalEvent> samples = SampleEvents.all();
        Set<String> sampled =
                samples.stream().map(event -> event.getClass().getName()).collect(Collectors.toSet());
        assertThat(sampled).isEqualTo(ClosedSets.implementations(JournalEvent.class));
        assertThat(samples)
                .allSatisfy(event -> assertThat(EventCodecs.manifest(event)).isNotBlank());
    }

    /** An event of two fields that was one of one. */
    private record Weighed(long step, double mass) implements JournalEvent {}

    private record Weighed1(long step) {

        static final Codec<Weighed1> CODEC = codec(Weighed1::new, LONG.of(Weighed1::step));

        Weighed upcast() {
            return new Weighed(step, Double.NaN);
        }
    }

    /** As contributing.md says: the old form is a record with an upcast, the new one says each field once. */
    @Test
    void aNewFieldIsANewVersionThatReadsTheOld() {
        EventCodec<Weighed> weighed = new EventCodec<>(
                "weighed",
                Weighed.class,
                codec(Weighed::new, LONG.of(Weighed::step), DOUBLE.of(Weighed::mass)),
                List.of(EventCodec.former(Weighed1.CODEC, Weighed1::upcast)));
        WireOutput old = new WireOutput();
        Weighed1.CODEC.writer().accept(old, new Weighed1(7));

        assertThat(weighed.manifest()).isEqualTo("weighed:2");
        assertThat(weighed.read(1, old.toBytes())).isEqualTo(new Weighed(7, Double.NaN));
        assertThat(weighed.read(2, weighed.write(new Weighed(8, .5)))).isEqualTo(new Weighed(8, .5));
        assertThat(weighed.current().schema()).isNotEqualTo(Weighed1.CODEC.schema());
    }
}
