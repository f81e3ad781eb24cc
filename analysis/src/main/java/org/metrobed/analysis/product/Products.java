package org.metrobed.analysis.product;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The registry of all products. To add a product, add one class and one entry here. */
public final class Products {

    private static final List<Product> ALL = List.of(
            PurpleAirEpa.PRODUCT,
            ParticleNowCast.PM25,
            ParticleNowCast.PM10,
            ParticleIndex.PM25,
            ParticleIndex.PM10,
            NitrogenDioxideIndex.PRODUCT,
            OzoneIndex.PRODUCT);

    private Products() {}

    /** All products. */
    public static List<Product> list() {
        return ALL;
    }

    /** All names. */
    public static List<String> names() {
        return ALL.stream().map(product -> product.info().name()).toList();
    }

    /** The product with a name. */
    public static Optional<Product> find(String name) {
        return ALL.stream()
                .filter(product -> product.info().name().equals(name))
                .findFirst();
    }

    /**
     * The product with a name.
     *
     * @throws NoSuchElementException if there is none
     */
    public static Product get(String name) {
        return find(name).orElseThrow(() -> new NoSuchElementException("there is no product '" + name + "'"));
    }
}
