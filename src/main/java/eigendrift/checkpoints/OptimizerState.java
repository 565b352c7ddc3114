package eigendrift.checkpoints;

import eigendrift.tensors.Tensor;
import eigendrift.tensors.TensorFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The state_dict of an optimizer of torch.optim: {@code state} by the number of a parameter, and {@code param_groups}
 * that say which numbers share which settings.
 *
 * @param place where it is in the file
 * @param groups in the order of the file
 * @param state tensors by parameter number, then by name, as exp_avg
 * @param counter updates, where they are counted by no tensor
 */
public record OptimizerState(
        String place, List<Group> groups, Map<Long, Map<String, Tensor>> state, Optional<Long> counter) {

    /**
     * Parameters with the same settings.
     *
     * @param parameters their numbers
     * @param names their names, if the optimizer was given them
     * @param settings such as lr, betas, eps
     */
    public record Group(List<Long> parameters, List<String> names, Map<String, Object> settings) {

        Optional<Double> number(String name) {
            return settings.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
        }

        boolean isTrue(String name) {
            return Boolean.TRUE.equals(settings.get(name));
        }
    }

    /** More are passed over. */
    private static final int MOST = 16;

    private static final String GROUPS = "param_groups.";
    private static final String STATE = "state.";
    private static final Pattern FIRST_GROUP = Pattern.compile("((?:.*\\.)?)param_groups\\.0\\.params");

    /** All that a file holds. */
    static List<OptimizerState> all(TensorFile file) {
        List<OptimizerState> all = new ArrayList<>();
        for (String name : file.values().keySet()) {
            Matcher matcher = FIRST_GROUP.matcher(name);
            if (all.size() < MOST && matcher.matches()) {
                String place = matcher.group(1);
                Optional<Long> counter = file.values().get(place + STATE + "0.step") instanceof Long updates
                        ? Optional.of(updates)
                        : Optional.empty();
                all.add(new OptimizerState(place, groups(file, place), state(file, place), counter));
            }
        }
        return all;
    }

    private static List<Group> groups(TensorFile file, String place) {
        Map<Integer, Map<String, Object>> settings = new TreeMap<>();
        Pattern entry = Pattern.compile(Pattern.quote(place + GROUPS) + "(\\d{1,6})\\.(.+)");
        file.values().forEach((name, value) -> {
            Matcher matcher = entry.matcher(name);
            if (matcher.matches()) {
                settings.computeIfAbsent(Integer.valueOf(matcher.group(1)), group -> new LinkedHashMap<>())
                        .put(matcher.group(2), value);
            }
        });
        return settings.values().stream().map(OptimizerState::group).toList();
    }

    private static Group group(Map<String, Object> settings) {
        List<Long> parameters = list(settings.remove("params"), Long.class);
        return new Group(parameters, list(settings.remove("param_names"), String.class), settings);
    }

    private static <T> List<T> list(Object value, Class<T> type) {
        return value instanceof List<?> list && list.stream().allMatch(type::isInstance)
                ? list.stream().map(type::cast).toList()
                : List.of();
    }

    private static Map<Long, Map<String, Tensor>> state(TensorFile file, String place) {
        Map<Long, Map<String, Tensor>> state = new LinkedHashMap<>();
        Pattern entry = Pattern.compile(Pattern.quote(place + STATE) + "(\\d{1,18})\\.(.+)");
        file.tensors().forEach((name, tensor) -> {
            Matcher matcher = entry.matcher(name);
            if (matcher.matches()) {
                state.computeIfAbsent(Long.valueOf(matcher.group(1)), number -> new LinkedHashMap<>())
                        .put(matcher.group(2), tensor);
            }
        });
        return state;
    }

    /** Whether a tensor of the file is of this state. */
    public boolean holds(Tensor tensor) {
        return tensor.name().startsWith(place + STATE) || tensor.name().startsWith(place + GROUPS);
    }

    /** Names of what is kept for a parameter, as exp_avg, exp_avg_sq. */
    public List<String> kept() {
        return state.values().stream()
                .flatMap(kept -> kept.keySet().stream())
                .distinct()
                .toList();
    }

    /** Types of an experiment file that this can be of, the likelier first; none if it is of none that is known. */
    public List<String> types() {
        return TorchRules.types(this);
    }

    /** The settings of the first group under the keys of an experiment file. */
    public Map<String, Object> settings(String type) {
        return groups.isEmpty() ? Map.of() : TorchRules.settings(type, groups.get(0));
    }

    /** A setting that was used and that no experiment file has. */
    public Optional<String> withoutCounterpart() {
        return groups.stream()
                .flatMap(group -> TorchRules.withoutCounterpart(group).stream())
                .findFirst();
    }

    /**
     * How many updates it has made, as it counts them for its first parameter.
     *
     * @throws eigendrift.files.DataException if that cannot be read
     */
    public Optional<Long> updates() {
        Optional<Tensor> counted = state.values().stream().findFirst().map(kept -> kept.get("step"));
        return counted.filter(tensor -> tensor.shape().length == 0)
                .map(tensor -> (long) tensor.read()[0])
                .or(() -> counter);
    }

    /**
     * What is kept for the parameters, as vectors over all of them, in the layout of {@link Layers#read} and under the
     * names of the rules of Eigendrift, as {@code first-moment}.
     *
     * @param weights in the order of PyTorch; see {@link Checkpoint#inOrder}
     * @return none if the rule is not known, or not which parameter a number is
     * @throws eigendrift.files.DataException if they cannot be read
     */
    public Optional<SortedMap<String, double[]>> vectors(Layers layers, List<Tensor> weights) {
        return types().isEmpty() ? Optional.empty() : StateVectors.read(this, types().get(0), layers, weights);
    }

    /** The tensors of the network by their number, if names or shapes leave one way. */
    public Optional<Map<Long, Tensor>> parameters(List<Tensor> weights) {
        return ParameterNumbers.of(this, weights);
    }
}
