/**
 * The door of the warmup feature.
 */
@NullMarked
package dev.monitor.warmup.autoconfigure;

import org.jspecify.annotations.NullMarked;
