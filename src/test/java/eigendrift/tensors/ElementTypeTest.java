package eigendrift.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eigendrift.files.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTypeTest {

    /**
     * Every number of 16 bits: how many are not NaN, and the CRC-32 of these as little-endian doubles. The expected are
     * of NumPy's and PyTorch's conversion; tools/reference/torch_checkpoints.py prints them.
     */
    @ParameterizedTest
    @CsvSource({"FLOAT16, 63490, bb560c3d", "BFLOAT16, 65282, abd2bee5"})
    void widensEveryNumberOfSixteenBits(ElementType type, int numbers, String checksum) throws IOException {
        ByteBuffer bits = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1 << 16; i++) {
            bits.putShort((short) i);
        }
        double[] kept = Arrays.stream(decoded(type, bits.array(), ByteOrder.LITTLE_ENDIAN, 1 << 16))
                .filter(x -> !Double.isNaN(x))
                .toArray();
        ByteBuffer bytes = ByteBuffer.allocate(8 * kept.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(kept).forEach(bytes::putDouble);
        CRC32 crc = new CRC32();
        crc.update(bytes.array());
        assertThat(kept).hasSize(numbers);
        assertThat(Long.toHexString(crc.getValue())).isEqualTo(checksum);
    }

    @Test
    void refusesIntegersThatADoubleDoesNotHold() throws IOException {
        long largest = 1L << 53;
        assertThat(decoded(ElementType.INT64, bytes(largest), ByteOrder.BIG_ENDIAN, 1))
                .containsExactly(0x1p53);
        assertThat(decoded(ElementType.INT64, bytes(-largest), ByteOrder.BIG_ENDIAN, 1))
                .containsExactly(-0x1p53);
        assertThat(decoded(ElementType.UINT64, bytes(largest), ByteOrder.BIG_ENDIAN, 1))
                .containsExactly(0x1p53);
        for (long value : new long[] {largest + 1, -largest - 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            for (ElementType type : new ElementType[] {ElementType.INT64, ElementType.UINT64}) {
                assertThatExceptionOfType(DataException.class)
                        .isThrownBy(() -> decoded(type, bytes(value), ByteOrder.BIG_ENDIAN, 1))
                        .withMessageStartingWith(
                                "here: expected integers up to 2^53, which a double holds, found [0] = ");
            }
        }
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static double[] decoded(ElementType type, byte[] bytes, ByteOrder order, int count) throws IOException {
        double[] values = new double[count];
        type.decode(new ByteArrayInputStream(bytes), order, values, "here");
        return values;
    }
}
