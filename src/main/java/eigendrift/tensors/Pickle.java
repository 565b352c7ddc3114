package eigendrift.tensors;

import java.util.ArrayList;
import java.util.List;

/**
 * What a pickle describes, as data. A pickle is a program that imports and calls what it likes; here an import is a
 * name, and a call a record of the name and its arguments, so nothing is imported or called.
 *
 * <p>None is null; booleans, integers, floats and strings are those of Java, integers beyond 64 bits
 * {@link java.math.BigInteger}; bytes are {@code byte[]}; lists, tuples and sets are {@link List}.
 *
 * <p>Objects may hold each other in circles: they must not be hashed, compared or printed as a whole.
 */
final class Pickle {

    private Pickle() {}

    /** A class or function by its name. */
    record Global(String name) {}

    /** An object that lies outside the pickle. */
    record Outside(Object id) {}

    /** A dictionary, its keys and values in the order of the file. */
    static final class Dictionary {
        final List<Object> keys = new ArrayList<>(0);
        final List<Object> values = new ArrayList<>(0);

        void put(Object key, Object value) {
            keys.add(key);
            values.add(value);
        }
    }

    /** What a call would have returned, and what is done to it afterwards. */
    static final class Call {
        final Object callable;
        final List<?> arguments;

        /** What it is given as its state. */
        Object state;

        /** What is put into it as into a dictionary. */
        Dictionary items;

        /** What is added to it as to a list or set. */
        List<Object> elements;

        Call(Object callable, List<?> arguments) {
            this.callable = callable;
            this.arguments = arguments;
        }

        /** The name of what is called, or empty if that is the result of another call. */
        String name() {
            return callable instanceof Global global ? global.name() : "";
        }

        Dictionary items() {
            if (items == null) {
                items = new Dictionary();
            }
            return items;
        }

        List<Object> elements() {
            if (elements == null) {
                elements = new ArrayList<>();
            }
            return elements;
        }
    }
}
