/**
 * Endpoints that put load on the app, for trying overload.
 */
@NullMarked
package dev.monitor.sample.load;

import org.jspecify.annotations.NullMarked;
