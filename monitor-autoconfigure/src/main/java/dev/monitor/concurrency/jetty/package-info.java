/**
 * Gives back the permits of requests that end in Jetty without their listeners being
 * told.
 */
@NullMarked
package dev.monitor.concurrency.jetty;

import org.jspecify.annotations.NullMarked;
