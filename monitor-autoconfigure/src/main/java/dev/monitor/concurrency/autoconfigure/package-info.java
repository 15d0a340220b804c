/**
 * Auto-configuration of the concurrency limit.
 */
@NullMarked
package dev.monitor.concurrency.autoconfigure;

import org.jspecify.annotations.NullMarked;
