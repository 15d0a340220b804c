/**
 * Gives back the permits of requests that end in Tomcat without their listeners being
 * told.
 */
@NullMarked
package dev.monitor.concurrency.tomcat;

import org.jspecify.annotations.NullMarked;
