package eigendrift.config.reading;

import eigendrift.config.Precision;
import eigendrift.config.ProbeConfig;
import eigendrift.config.ProbeConfig.Method;
import eigendrift.linalg.Which;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Reads the block {@code probe}. */
final class ProbeReader {

    private ProbeReader() {}

    /** @param layers of the network */
    static ProbeConfig read(ConfigBlock block, int layers) {
        return new ProbeConfig(
                block.choice("operator", ProbeConfig.Operator.class),
                layer(block, layers),
                block.integer("eigenpairs", 1),
                block.choice("which", Which.class),
                block.number("tolerance", Range.INSIDE_UNIT),
                block.integerOr("all", "samples", 1),
                block.choice("precision", Precision.class),
                block.bytes("memory"),
                block.option("density").map(ProbeReader::density),
                block.option("trace").map(ProbeReader::trace));
    }

    private static ProbeConfig.Density density(ConfigBlock block) {
        return new ProbeConfig.Density(
                block.integer("steps", 1), block.integer("draws", 1), block.numberOr("auto", "width", Range.POSITIVE));
    }

    private static ProbeConfig.Trace trace(ConfigBlock block) {
        Method method = method(block);
        return new ProbeConfig.Trace(method, block.integer("products", method == Method.HUTCHINSON ? 2 : 6));
    }

    /** The method's own name, hutch++, needs quotes in HOCON. */
    private static Method method(ConfigBlock block) {
        if (block.says("method", "hutch++")) {
            block.keep("method", "hutch-plus-plus");
            return Method.HUTCH_PLUS_PLUS;
        }
        return block.choice("method", Method.class);
    }

    private static OptionalInt layer(ConfigBlock block, int layers) {
        if (block.isNull("block")) {
            return OptionalInt.empty();
        }
        for (int layer = 1; layer <= layers; layer++) {
            if (block.says("block", name(layer))) {
                return OptionalInt.of(layer);
            }
        }
        List<String> names =
                IntStream.rangeClosed(1, layers).mapToObj(ProbeReader::name).toList();
        block.wrongWord("block", names);
        return OptionalInt.empty();
    }

    private static String name(int layer) {
        return "layer" + layer;
    }
}
