/**
 * The front of reactive web servers, as Spring WebFlux shows them.
 */
@NullMarked
package dev.monitor.http.reactive;

import org.jspecify.annotations.NullMarked;
