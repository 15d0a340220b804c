package dev.monitor.sample.order;

import java.time.Instant;

/**
 * An order that was placed. Never changes.
 *
 * @param id the number of the order
 * @param sku what was ordered
 * @param quantity how many of it
 * @param createdAt when it was placed
 */
record Order(long id, String sku, int quantity, Instant createdAt) {

}
