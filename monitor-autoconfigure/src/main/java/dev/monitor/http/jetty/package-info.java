/**
 * What requests have to do with Jetty.
 */
@NullMarked
package dev.monitor.http.jetty;

import org.jspecify.annotations.NullMarked;
