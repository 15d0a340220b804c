/**
 * Access events of Jetty, from its request log.
 */
@NullMarked
package dev.monitor.access.jetty;

import org.jspecify.annotations.NullMarked;
