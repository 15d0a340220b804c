/**
 * Keeps traffic away on request.
 */
@NullMarked
package dev.monitor.sample.maintenance;

import org.jspecify.annotations.NullMarked;
