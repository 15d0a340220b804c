/**
 * What requests have to do with Jetty.
 */
@NullMarked
package dev.monitor.request.jetty;

import org.jspecify.annotations.NullMarked;
