/**
 * Which requests to the application's port are observed: measured and traced.
 */
@NullMarked
package dev.monitor.http.observation;

import org.jspecify.annotations.NullMarked;
