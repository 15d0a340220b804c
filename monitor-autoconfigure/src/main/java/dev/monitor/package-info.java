/**
 * The map of the house. Shared rooms: {@code gate} (what readiness is made of),
 * {@code condition} (off switches), {@code property} (clear failures), {@code request}
 * (Monitor's own requests). Features, each a folder that could be deleted on its own:
 * {@code health}, {@code dependency}, {@code warmup}, {@code concurrency},
 * {@code logging}, {@code scrape}.
 */
@NullMarked
package dev.monitor;

import org.jspecify.annotations.NullMarked;
