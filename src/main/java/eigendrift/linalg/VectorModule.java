package eigendrift.linalg;

/**
 * Loads the vector kernels, which need the module {@code jdk.incubator.vector}; a Java runtime may lack it, or run
 * without the option that adds it.
 */
final class VectorModule {

    private static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /** An instance of {@code className} on top of {@code plain}, or {@code plain} itself where the module is absent. */
    static <T> T load(String className, Class<T> type, T plain) {
        if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
            return plain;
        }
        try {
            return type.cast(Class.forName(className).getConstructor(type).newInstance(plain));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "cannot create " + className + " although module " + NAME + " is present", e);
        }
    }
}
