/**
 * Gives back the permits of requests that end in Jetty without their listeners being
 * told, or whose bodies fail.
 */
@NullMarked
package dev.monitor.concurrency.jetty;

import org.jspecify.annotations.NullMarked;
