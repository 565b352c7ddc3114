package eigendrift.cli;

/** Experiments for the end-to-end tests. */
final class Experiments {

    /** Four runs of about 1,000 steps on real images of digits; some seconds in all. */
    static final String DIGITS = """
            experiment {
              name = digits
              seeds = [0, 1]
              data { source = digits, samples = 400, test-samples = 100 }
              network { hidden = [10], activation = tanh }
              training { epochs = 40, batch-size = 16, log-every = 1 epoch }
              optimizers = [ { type = sgd, momentum = .9, learning-rate = .05 }, { type = adam, learning-rate = .01 } ]
              checkpoints { every = 4 epochs }
              probe { eigenpairs = 4 }
              null-models = [
                { type = haar }, { type = haar-layered }, { type = initialization, draws = 4 },
                { type = shuffled-weights, draws = 4, at = last }
              ]
            }
            """;

    /** The same in half a second. */
    static final String TINY = """
            experiment {
              name = tiny
              seeds = [0]
              data { source = gaussian-mixture, inputs = 4, classes = 3, count = 60, test-count = 30 }
              network { hidden = [4], activation = tanh }
              training { epochs = 4, batch-size = 8 }
              optimizers = [ { type = sgd, learning-rate = .05 }, { type = adam, learning-rate = .01 } ]
              checkpoints { every = 1 epoch }
              probe { eigenpairs = 3 }
              null-models = [ { type = haar }, { type = initialization, draws = 3 } ]
            }
            """;

    private Experiments() {}
}
