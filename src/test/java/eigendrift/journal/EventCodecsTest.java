package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.config.NullModelName;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.nulls.NullModel.Draw;
import eigendrift.experiment.nulls.NullModel.Ensemble;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.random.Streams;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecsTest {

    static Stream<JournalEvent> events() {
        return SampleEvents.all().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatItWrote(JournalEvent event) {
        JournalEvent read = EventCodecs.read(EventCodecs.manifest(event), EventCodecs.write(event));
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(
                        (a, b) -> Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b), Double.class)
                .isEqualTo(event);
    }

    /** The bytes of both kinds of ensemble are those of a model's name, a run and a step. */
    @Test
    void anEnsembleIsSharedOrOfOneCheckpoint() {
        Ensemble own = new Ensemble.Own(NullModelName.RANDOM_WALK, "sgd-seed0", 40);
        for (Ensemble ensemble : List.of(own, new Ensemble.Shared(NullModelName.INITIALIZATION_GAUSSIAN))) {
            NullSampled event = new NullSampled(new Draw(ensemble, 1), List.of(), List.of(), 9, true);
            byte[] bytes = EventCodecs.write(event);
            assertThat(EventCodecs.read(EventCodecs.manifest(event), bytes)).isEqualTo(event);
            assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .contains(ensemble.model().csv());
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyFlippedBitIsFound(JournalEvent event) {
        byte[] bytes = EventCodecs.write(event);
        RandomGenerator random = new Streams(1).stream("flips");
        for (int i = 0; i < Math.min(200, 8 * bytes.length); i++) {
            byte[] flipped = bytes.clone();
            int bit = random.nextInt(8 * bytes.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> EventCodecs.read(EventCodecs.manifest(event), flipped))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("CRC32C")
                    .hasMessageContaining(EventCodecs.manifest(event));
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyTruncationIsFound(JournalEvent event) {
        byte[] bytes = EventCodecs.write(event);
        for (int length = 0; length < Math.min(bytes.length, 100); length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> EventCodecs.read(EventCodecs.manifest(event), cut))
                    .isInstanceOf(JournalDamagedException.class);
        }
    }

    @Test
    void aDeclaredLengthIsCheckedBeforeAnythingIsAllocated() {
        WireOutput out = new WireOutput();
        out.writeLong(7);
        out.writeInt(1);
        out.writeList(List.of(), (o, x) -> {});
        byte[] bytes = out.toBytes();
        // The empty list's length, 0, becomes 100: a vector of 100 doubles in no bytes.
        bytes[12] = 100;
        byte[] signed = sign(bytes);
        assertThatThrownBy(() -> EventCodecs.read("eigenvector-measured:1", signed))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessage("eigenvector-measured:1: expected 100 elements of 8 bytes or more, found 0 bytes left");
    }

    @Test
    void bytesBehindTheLastFieldAreFound() {
        WireOutput out = new WireOutput();
        out.writeLong(7);
        out.writeLong(8);
        assertThatThrownBy(() -> EventCodecs.read("training-completed:1", out.toBytes()))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("found 8 more bytes");
    }

    @Test
    void aNewerVersionIsRefused() {
        byte[] bytes = EventCodecs.write(SampleEvents.all().get(0));
        assertThatThrownBy(() -> EventCodecs.read("planned:2", bytes))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("expected version 1 to 1 of planned, found 2");
        assertThatThrownBy(() -> EventCodecs.read("something:1", bytes))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("found manifest = something:1");
    }

    /** Replaces the checksum by the right one. */
    private static byte[] sign(byte[] bytes) {
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 4, (int)
                crc.getValue());
        return bytes;
    }
}
