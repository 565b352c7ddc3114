package eigendrift.network;

import java.util.List;

/**
 * How a flat vector divides into named parameters, each the weight matrix or the bias vector of a layer.
 */
public record ParameterLayout(List<Parameter> parameters) {

    public ParameterLayout {
        parameters = List.copyOf(parameters);
    }

    /**
     * A row-major {@code rows x columns} matrix at {@code offset}; a vector has one column.
     *
     * @param layer the layer it belongs to, from 1
     */
    public record Parameter(String name, int layer, int offset, int rows, int columns) {
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
        Parameter last = parameters.get(parameters.size() - 1);
        return last.offset() + last.length();
    }

    /**
     * Entry {@code j} by name: {@code layer1.weight[3,406]}, row and column from 0; of a vector {@code layer1.bias[3]}.
     */
    public String name(int j) {
        Parameter parameter = parameters.stream()
                .filter(p -> j >= p.offset() && j < p.offset() + p.length())
                .findFirst()
                .orElseThrow(() -> new IndexOutOfBoundsException(
                        "expected an entry below " + size() + ", the length of all parameters, found entry " + j));
        int within = j - parameter.offset();
        String place = parameter.isBias()
                ? Integer.toString(within)
                : within / parameter.columns() + "," + within % parameter.columns();
        return parameter.name() + "[" + place + "]";
    }

    /** Number of entries of a layer; they lie next to each other. */
    public int layerSize(int layer) {
        return parameters.stream()
                .filter(parameter -> parameter.layer() == layer)
                .mapToInt(Parameter::length)
                .sum();
    }

    /** Index of the first entry of a layer. */
    public int layerOffset(int layer) {
        return parameters.stream()
                .filter(parameter -> parameter.layer() < layer)
                .mapToInt(Parameter::length)
                .sum();
    }

    /** Number of layers. */
    public int layers() {
        return parameters.get(parameters.size() - 1).layer();
    }
}
