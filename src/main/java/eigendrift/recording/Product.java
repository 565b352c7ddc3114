package eigendrift.recording;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@code eigendrift.Product}: a product of an operator, such as the Hessian, with a vector. */
@Name("eigendrift.Product")
@Label("Product")
@Category("Eigendrift")
@StackTrace(false)
public final class Product extends Event {

    @Label("Size")
    private int size;

    private Product() {}

    /** A product with a vector of {@code size} entries begins. */
    public static Product begun(int size) {
        Product product = new Product();
        product.size = size;
        product.begin();
        return product;
    }

    public void ended() {
        commit();
    }
}
