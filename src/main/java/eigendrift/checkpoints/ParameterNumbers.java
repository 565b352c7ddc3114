package eigendrift.checkpoints;

import eigendrift.checkpoints.OptimizerState.Group;
import eigendrift.tensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tensor of the network an optimizer means by a number. It knows its parameters by number alone (unless it was
 * given their names), counted group by group, so the numbers need not be in the order of the network.
 */
final class ParameterNumbers {

    /** Ways that are tried; more may not be told apart. */
    private static final int MOST_TRIALS = 10_000;

    private final List<Tensor> weights;
    private final List<Group> groups;
    private final Map<Long, Map<String, Tensor>> state;
    private final Map<Long, Tensor> assigned = new HashMap<>();
    private final List<Map<Long, Tensor>> found = new ArrayList<>();

    /** How many of each group are assigned, where that has led to nothing. */
    private final Set<List<Integer>> barren = new HashSet<>();

    private int trials;

    private ParameterNumbers(OptimizerState optimizer, List<Tensor> weights) {
        this.weights = weights;
        this.groups = optimizer.groups();
        this.state = optimizer.state();
    }

    /**
     * The tensors by number: by name where the optimizer has names, else the only way in which each group keeps the
     * order of the network and shapes fit.
     *
     * @param weights in the order of the network
     * @return none if there is no such way, or more than one
     */
    static Optional<Map<Long, Tensor>> of(OptimizerState optimizer, List<Tensor> weights) {
        long numbers = optimizer.groups().stream()
                .mapToLong(group -> group.parameters().size())
                .sum();
        if (numbers != weights.size()) {
            return Optional.empty();
        }
        Optional<Map<Long, Tensor>> named = byName(optimizer.groups(), weights);
        if (named.isPresent()) {
            return named;
        }
        ParameterNumbers search = new ParameterNumbers(optimizer, weights);
        search.assign(new ArrayList<>(Collections.nCopies(optimizer.groups().size(), 0)));
        boolean one = search.found.size() == 1 && search.trials < MOST_TRIALS;
        return one ? Optional.of(search.found.get(0)) : Optional.empty();
    }

    private static Optional<Map<Long, Tensor>> byName(List<Group> groups, Collection<Tensor> weights) {
        Map<Long, Tensor> named = new HashMap<>();
        for (Group group : groups) {
            for (int i = 0; i < group.names().size() && i < group.parameters().size(); i++) {
                String name = group.names().get(i);
                long number = group.parameters().get(i);
                weights.stream()
                        .filter(tensor ->
                                tensor.name().equals(name) || tensor.name().endsWith("." + name))
                        .forEach(tensor -> named.put(number, tensor));
            }
        }
        boolean all =
                named.size() == weights.size() && Set.copyOf(named.values()).size() == weights.size();
        return all ? Optional.of(named) : Optional.empty();
    }

    /** Gives the next tensor to each group that may take it, until two ways are found. */
    private void assign(List<Integer> taken) {
        int next = taken.stream().mapToInt(Integer::intValue).sum();
        if (next == weights.size()) {
            found.add(Map.copyOf(assigned));
            return;
        }
        int before = found.size();
        trials++;
        for (int g = 0; g < groups.size() && found.size() < 2 && trials < MOST_TRIALS && !barren.contains(taken); g++) {
            int place = taken.get(g);
            List<Long> numbers = groups.get(g).parameters();
            if (place < numbers.size() && fits(numbers.get(place), weights.get(next))) {
                assigned.put(numbers.get(place), weights.get(next));
                taken.set(g, place + 1);
                assign(taken);
                taken.set(g, place);
            }
        }
        if (found.size() == before) {
            barren.add(List.copyOf(taken));
        }
    }

    /** What is kept for a number has the shape of the tensor; numbers that count updates aside. */
    private boolean fits(long number, Tensor weight) {
        return state.getOrDefault(number, Map.of()).values().stream()
                .filter(kept -> kept.shape().length > 0)
                .allMatch(kept -> Arrays.equals(kept.shape(), weight.shape()));
    }
}
