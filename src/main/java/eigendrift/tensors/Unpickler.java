package eigendrift.tensors;

import eigendrift.files.DataException;
import eigendrift.tensors.Pickle.Call;
import eigendrift.tensors.Pickle.Dictionary;
import eigendrift.tensors.Pickle.Global;
import eigendrift.tensors.Pickle.Outside;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a pickle of protocol 2 to 5 (Python, Lib/pickletools.py) as {@link Pickle} says. A stack machine: each
 * operation pushes a value, or makes one of those on top.
 *
 * <p>Takes at most some hundred bytes of memory for each of 2^22 operations, beside the strings in the pickle.
 */
final class Unpickler {

    private static final int MOST_OPERATIONS = 1 << 22;

    private static final int FIRST_PROTOCOL = 2;
    private static final int LAST_PROTOCOL = 5;

    private final ByteBuffer in;
    private final String where;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private Unpickler(byte[] pickle, String where) {
        this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
        this.where = where;
    }

    /**
     * Reads the first pickle in the bytes.
     *
     * @throws DataException if it is damaged, too large, or of another protocol
     */
    static Object read(byte[] pickle, String where) {
        return new Unpickler(pickle, where).read();
    }

    private Object read() {
        int start = 0;
        try {
            for (int operations = 0; operations < MOST_OPERATIONS; operations++) {
                start = in.position();
                int operation = byteNext();
                if (operation == '.') {
                    return pop();
                }
                if (!pushes(operation) && !gathers(operation) && !makes(operation)) {
                    throw damaged(start, "found operation 0x" + Integer.toHexString(operation));
                }
            }
        } catch (BufferUnderflowException e) {
            throw new DataException(message(start, "found its end within an operation"), e);
        }
        throw damaged(start, "found more than " + MOST_OPERATIONS + " operations");
    }

    /** Operations that push a value. */
    private boolean pushes(int operation) {
        switch (operation) {
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.getInt());
            case 'K' -> push((long) byteNext());
            case 'M' -> push((long) Short.toUnsignedInt(in.getShort()));
            case 0x8a -> push(integer(take(byteNext())));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
            case 'X' -> push(text(in.getInt()));
            case 0x8c -> push(text(byteNext()));
            case 0x8d -> push(text(in.getLong()));
            case 'U' -> push(latin(byteNext()));
            case 'T' -> push(latin(in.getInt()));
            case 'C' -> push(take(byteNext()));
            case 'B' -> push(take(in.getInt()));
            case 0x8e, 0x96 -> push(take(in.getLong()));
            case ']', 0x8f -> push(new ArrayList<>(0));
            case ')' -> push(List.of());
            case '}' -> push(new Dictionary());
            case 'c' -> push(new Global(line() + "." + line()));
            case 'h' -> push(recalled(byteNext()));
            case 'j' -> push(recalled(in.getInt()));
            case '2' -> push(top());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Operations on the values since the last mark. */
    private boolean gathers(int operation) {
        switch (operation) {
            case '(' -> marks.add(stack.size());
            case '1' -> sinceMark();
            case 't', 'l', 0x91 -> push(sinceMark());
            case 'd' -> {
                List<Object> pairs = sinceMark();
                push(new Dictionary());
                putAll(pairs);
            }
            case 'e', 0x90 -> addAll(sinceMark());
            case 'u' -> putAll(sinceMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Operations on the values on top, and those that change no value. */
    private boolean makes(int operation) {
        switch (operation) {
            case 0x80 -> protocol(byteNext());
            case 0x95 -> in.getLong();
            case '0' -> pop();
            case 'q' -> memo.put(byteNext(), top());
            case 'r' -> memo.put(in.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 0x85 -> push(tuple(1));
            case 0x86 -> push(tuple(2));
            case 0x87 -> push(tuple(3));
            case 'a' -> addAll(tuple(1));
            case 's' -> putAll(tuple(2));
            case 'Q' -> push(new Outside(pop()));
            case 0x93 -> {
                List<Object> names = tuple(2);
                if (!(names.get(0) instanceof String module && names.get(1) instanceof String name)) {
                    throw damaged("found an import of what is no name");
                }
                push(new Global(module + "." + name));
            }
            case 'R', 0x81 -> {
                List<?> arguments = list(pop());
                push(new Call(pop(), arguments));
            }
            case 0x92 -> {
                pop(); // arguments by name
                List<?> arguments = list(pop());
                push(new Call(pop(), arguments));
            }
            case 'b' -> {
                Object state = pop();
                if (!(top() instanceof Call call)) {
                    throw damaged("found a state for what is no object");
                }
                call.state = state;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void protocol(int version) {
        if (version < FIRST_PROTOCOL || version > LAST_PROTOCOL) {
            throw damaged("found protocol " + version);
        }
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() {
        top();
        return stack.remove(stack.size() - 1);
    }

    private Object top() {
        if (stack.size() <= bottom()) {
            throw damaged("found an operation on a value that is not there");
        }
        return stack.get(stack.size() - 1);
    }

    /** Where the values begin that operations may take. */
    private int bottom() {
        return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
    }

    private List<Object> tuple(int size) {
        if (stack.size() - size < bottom()) {
            throw damaged("found an operation on values that are not there");
        }
        return taken(stack.size() - size);
    }

    private List<Object> sinceMark() {
        if (marks.isEmpty()) {
            throw damaged("found an operation without its mark");
        }
        return taken(marks.remove(marks.size() - 1));
    }

    private List<Object> taken(int from) {
        List<Object> last = stack.subList(from, stack.size());
        List<Object> values = new ArrayList<>(last);
        last.clear();
        return values;
    }

    private void addAll(List<Object> values) {
        Object target = top();
        if (target instanceof Call call) {
            call.elements().addAll(values);
        } else {
            elements(target).addAll(values);
        }
    }

    private void putAll(List<Object> pairs) {
        Object target = top();
        Dictionary dictionary = target instanceof Call call ? call.items() : null;
        if (target instanceof Dictionary found) {
            dictionary = found;
        }
        if (dictionary == null || pairs.size() % 2 != 0) {
            throw damaged("found entries of what is no dictionary");
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            dictionary.put(pairs.get(i), pairs.get(i + 1));
        }
    }

    private List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw damaged("found a call whose arguments are no tuple");
    }

    /** The list itself, to add to. All lists on the stack but the empty tuple can be added to. */
    @SuppressWarnings("unchecked")
    private List<Object> elements(Object value) {
        if (value instanceof ArrayList<?> list) {
            return (List<Object>) list;
        }
        throw damaged("found elements of what is no list");
    }

    private Object recalled(int index) {
        if (!memo.containsKey(index)) {
            throw damaged("found a reference to value " + Integer.toUnsignedString(index) + ", which is not there");
        }
        return memo.get(index);
    }

    private int byteNext() {
        return Byte.toUnsignedInt(in.get());
    }

    private byte[] take(long length) {
        if (length < 0 || length > in.remaining()) {
            throw damaged(
                    "found a length of " + Long.toUnsignedString(length) + " with " + in.remaining() + " bytes left");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    private String text(long length) {
        return new String(take(length), StandardCharsets.UTF_8);
    }

    private String latin(long length) {
        return new String(take(length), StandardCharsets.ISO_8859_1);
    }

    private String line() {
        int start = in.position();
        while (in.get() != '\n') {}
        return new String(in.array(), start, in.position() - 1 - start, StandardCharsets.UTF_8);
    }

    /** A two's complement, its lowest byte first. */
    private static Object integer(byte[] bytes) {
        byte[] highestFirst = new byte[bytes.length + 1];
        for (int i = 0; i < bytes.length; i++) {
            highestFirst[bytes.length - i] = bytes[i];
        }
        highestFirst[0] = (byte) (bytes.length > 0 && bytes[bytes.length - 1] < 0 ? -1 : 0);
        BigInteger value = new BigInteger(highestFirst);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private DataException damaged(String found) {
        return damaged(in.position(), found);
    }

    private DataException damaged(int position, String found) {
        return new DataException(message(position, found));
    }

    private String message(int position, String found) {
        return String.format(
                Locale.ROOT,
                "%s: expected a pickle of protocol %d to %d of at most %d operations, %s at byte %d",
                where,
                FIRST_PROTOCOL,
                LAST_PROTOCOL,
                MOST_OPERATIONS,
                found,
                position);
    }
}
