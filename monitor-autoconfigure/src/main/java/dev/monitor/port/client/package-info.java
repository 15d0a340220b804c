/**
 * The client of the monitor port in Monitor's jar, which needs nothing but the JDK.
 */
@NullMarked
package dev.monitor.port.client;

import org.jspecify.annotations.NullMarked;
