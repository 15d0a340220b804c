/**
 * Auto-configuration of the performance numbers.
 */
@NullMarked
package dev.monitor.performance.autoconfigure;

import org.jspecify.annotations.NullMarked;
