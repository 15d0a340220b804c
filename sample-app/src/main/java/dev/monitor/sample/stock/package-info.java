/**
 * The client of the upstream service that knows what is in stock.
 */
@NullMarked
package dev.monitor.sample.stock;

import org.jspecify.annotations.NullMarked;
