/**
 * Sizes of the caches.
 */
@NullMarked
package dev.monitor.performance.cache;

import org.jspecify.annotations.NullMarked;
