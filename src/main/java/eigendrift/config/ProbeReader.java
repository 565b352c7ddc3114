package eigendrift.config;

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
                block.option("density").map(ProbeReader::density));
    }

    private static ProbeConfig.Density density(Block block) {
        return new ProbeConfig.Density(
                block.integer("steps", 1), block.integer("draws", 1), block.numberOr("auto", "width", Range.POSITIVE));
    }
}
