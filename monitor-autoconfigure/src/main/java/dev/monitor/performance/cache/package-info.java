/**
 * How full the caches are and how they are used.
 */
@NullMarked
package dev.monitor.performance.cache;

import org.jspecify.annotations.NullMarked;
