/**
 * What Spring WebFlux has at a path.
 */
@NullMarked
package dev.monitor.http.webflux;

import org.jspecify.annotations.NullMarked;
