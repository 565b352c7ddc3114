package eigendrift.tensors;

import eigendrift.files.DataException;
import eigendrift.tensors.Pickle.Call;
import eigendrift.tensors.Pickle.Dictionary;
import eigendrift.tensors.Pickle.Global;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From what a pickle of torch.save describes to tensors and values by their place. */
final class TorchTree {

    private static final int MOST_ENTRIES = 1 << 18;
    private static final int DEEPEST = 64;
    private static final int LONGEST_PLACE = 1000;

    /** What holds the tensors of a pickled torch.nn.Module; in a state_dict these names are left out. */
    private static final Set<String> OF_MODULE = Set.of("_parameters", "_buffers", "_modules");

    private final Path file;
    private final TorchStorages storages;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** The objects on the way to the one that is being added. */
    private final Set<Object> way = Collections.newSetFromMap(new IdentityHashMap<>());

    private int entries;

    TorchTree(Path file, TorchStorages storages) {
        this.file = file;
        this.storages = storages;
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    Map<String, Object> values() {
        return values;
    }

    /** Adds an object and all that is in it; what is in itself is passed over. */
    void add(String place, Object object) {
        if (++entries > MOST_ENTRIES || place.length() > LONGEST_PLACE || way.size() > DEEPEST) {
            throw new DataException(file + ": expected at most " + MOST_ENTRIES + " objects, " + DEEPEST
                    + " within each other, and names of " + LONGEST_PLACE + " characters, found more at "
                    + place.substring(0, Math.min(100, place.length())));
        }
        if (object == null || !way.add(object)) {
            return;
        }
        if (object instanceof Dictionary dictionary) {
            addAll(place, dictionary);
        } else if (object instanceof Call call) {
            add(place, call);
        } else if (object instanceof List<?> list && !isPlain(list)) {
            for (int i = 0; i < list.size(); i++) {
                add(within(place, Integer.toString(i)), list.get(i));
            }
        } else {
            plain(object).ifPresent(value -> values.putIfAbsent(place, value));
        }
        way.remove(object);
    }

    private void addAll(String place, Dictionary dictionary) {
        for (int i = 0; i < dictionary.keys.size(); i++) {
            Object key = dictionary.keys.get(i);
            boolean named = key instanceof String || key instanceof Number || key instanceof Boolean;
            add(within(place, named ? key.toString() : "?" + i), dictionary.values.get(i));
        }
    }

    private void add(String place, Call call) {
        switch (call.name()) {
            case "torch._utils._rebuild_tensor_v2" ->
                put(place, storages.tensor(place, call.arguments, Optional.empty()));
            case "torch._utils._rebuild_tensor_v3" ->
                put(place, storages.tensor(place, call.arguments, Optional.of(dtype(call))));
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" ->
                add(place, argument(call, 0));
            case "torch._tensor._rebuild_from_type_v2" -> {
                List<?> arguments = argument(call, 2) instanceof List<?> list ? list : List.of();
                add(place, new Call(argument(call, 0), arguments));
            }
            default -> addOther(place, call);
        }
    }

    private void addOther(String place, Call call) {
        Optional<Double> number = NumPyScalar.value(call);
        if (number.isPresent()) {
            values.putIfAbsent(place, number.get());
        } else if (call.name().startsWith("torch._utils._rebuild")) {
            put(place, Tensor.opaque(place, where(place), call.name(), new long[0]));
        } else if (call.items != null) {
            addAll(place, call.items);
        } else if (call.elements != null) {
            add(place, call.elements);
        } else if (attributes(call.state).isPresent()) {
            addAttributes(place, attributes(call.state).get());
        } else if (!call.name().isEmpty()) {
            values.putIfAbsent(place, call.name());
        }
    }

    /** An object's state is a dictionary, or a pair of one and of its slots. */
    private static Optional<Dictionary> attributes(Object state) {
        Object first = state instanceof List<?> pair && pair.size() == 2 ? pair.get(0) : state;
        return first instanceof Dictionary dictionary ? Optional.of(dictionary) : Optional.empty();
    }

    private void addAttributes(String place, Dictionary attributes) {
        if (!attributes.keys.contains("_parameters")) {
            addAll(place, attributes);
            return;
        }
        for (int i = 0; i < attributes.keys.size(); i++) {
            if (attributes.keys.get(i) instanceof String name && OF_MODULE.contains(name)) {
                add(place, attributes.values.get(i));
            }
        }
    }

    private void put(String place, Tensor tensor) {
        if (tensors.put(place, tensor) != null) {
            throw new DataException(where(place) + ": found two of that name");
        }
    }

    private String dtype(Call call) {
        String name = call.arguments.size() > 6 && argument(call, 6) instanceof Global global ? global.name() : "";
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Object argument(Call call, int index) {
        return index < call.arguments.size() ? call.arguments.get(index) : null;
    }

    private String where(String place) {
        return file + ", tensor " + place;
    }

    private static String within(String place, String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    private static boolean isPlain(List<?> list) {
        return list.stream()
                .allMatch(value -> value instanceof Number || value instanceof String || value instanceof Boolean);
    }

    private static Optional<Object> plain(Object object) {
        if (object instanceof Number || object instanceof String || object instanceof Boolean) {
            return Optional.of(object);
        }
        if (object instanceof List<?> list) {
            return Optional.of(Collections.unmodifiableList(new ArrayList<Object>(list)));
        }
        return object instanceof Global global ? Optional.of(global.name()) : Optional.empty();
    }
}
