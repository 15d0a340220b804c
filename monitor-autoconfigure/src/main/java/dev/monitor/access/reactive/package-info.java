/**
 * What only filters of reactive applications know of a request, kept for its access
 * event.
 */
@NullMarked
package dev.monitor.access.reactive;

import org.jspecify.annotations.NullMarked;
