package dev.monitor.sample.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;

/**
 * An order as a client asks for it.
 *
 * @param sku what to order
 * @param quantity how many of it
 */
record NewOrder(@NotNull @Pattern(regexp = "[a-z0-9-]{1,64}") String sku, @Positive int quantity) {

}
