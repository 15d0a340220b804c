/**
 * Warmup by sending requests to the application itself.
 */
@NullMarked
package dev.monitor.warmup.http;

import org.jspecify.annotations.NullMarked;
