package eigendrift.network;

import java.util.List;

/**
 * The parameter layout: how a flat vector divides into named parameter blocks, each the weight matrix or the bias
 * vector of a layer.
 */
public record Blocks(List<Block> blocks) {

    public Blocks {
        blocks = List.copyOf(blocks);
    }

    /**
     * A row-major {@code rows x columns} matrix at {@code offset}; a vector has one column.
     *
     * @param layer the layer it belongs to, from 1
     */
    public record Block(String name, int layer, int offset, int rows, int columns) {
        public int length() {
            return rows * columns;
        }

        /** Whether it is a vector of biases; a weight matrix may have one column or one row as well. */
        public boolean isBias() {
            return name.endsWith(".bias");
        }
    }

    /** Length of the flat vector. */
    public int size() {
        Block last = blocks.get(blocks.size() - 1);
        return last.offset() + last.length();
    }

    /**
     * Entry {@code j} by name: {@code layer1.weight[3,406]}, row and column from 0; of a vector {@code layer1.bias[3]}.
     */
    public String name(int j) {
        Block block = blocks.stream()
                .filter(b -> j >= b.offset() && j < b.offset() + b.length())
                .findFirst()
                .orElseThrow(() -> new IndexOutOfBoundsException(
                        "expected an entry below " + size() + ", the length of the blocks, found entry " + j));
        int within = j - block.offset();
        String place =
                block.isBias() ? Integer.toString(within) : within / block.columns() + "," + within % block.columns();
        return block.name() + "[" + place + "]";
    }

    /** Number of entries of a layer; they lie next to each other. */
    public int layerSize(int layer) {
        return blocks.stream()
                .filter(block -> block.layer() == layer)
                .mapToInt(Block::length)
                .sum();
    }

    /** Index of the first entry of a layer. */
    public int layerOffset(int layer) {
        return blocks.stream()
                .filter(block -> block.layer() < layer)
                .mapToInt(Block::length)
                .sum();
    }

    /** Number of layers. */
    public int layers() {
        return blocks.get(blocks.size() - 1).layer();
    }
}
