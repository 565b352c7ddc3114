package eigendrift.config;

import eigendrift.config.ProbeConfig.Method;

/** Reads the block {@code probe}. */
final class ProbeReader {

    private ProbeReader() {}

    static ProbeConfig read(Block block) {
        return new ProbeConfig(
                block.choice("operator", ProbeConfig.Operator.class),
                block.integer("eigenpairs", 1),
                block.choice("which", ProbeConfig.Which.class),
                block.number("tolerance", Range.INSIDE_UNIT),
                block.integerOr("all", "samples", 1),
                block.choice("precision", Precision.class),
                block.option("density").map(ProbeReader::density),
                block.option("trace").map(ProbeReader::trace));
    }

    private static ProbeConfig.Density density(Block block) {
        return new ProbeConfig.Density(
                block.integer("steps", 1), block.integer("draws", 1), block.numberOr("auto", "width", Range.POSITIVE));
    }

    private static ProbeConfig.Trace trace(Block block) {
        Method method = method(block);
        return new ProbeConfig.Trace(method, block.integer("products", method == Method.HUTCHINSON ? 2 : 6));
    }

    /** The method's own name, hutch++, needs quotes in HOCON. */
    private static Method method(Block block) {
        if (block.says("method", "hutch++")) {
            block.keep("method", "hutch-plus-plus");
            return Method.HUTCH_PLUS_PLUS;
        }
        return block.choice("method", Method.class);
    }
}
