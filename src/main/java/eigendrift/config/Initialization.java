package eigendrift.config;

/** Law of the initial weights; biases are zero but for {@link #PYTORCH}. */
public enum Initialization {
    /** torch.nn.Linear's default: weights and biases uniform in ±1/√fan_in. */
    PYTORCH,
    HE_NORMAL,
    HE_UNIFORM,
    XAVIER_NORMAL,
    XAVIER_UNIFORM,
    LECUN_NORMAL,
    LECUN_UNIFORM
}
