/**
 * Opens and closes the monitor port with the application.
 */
@NullMarked
package dev.monitor.port.lifecycle;

import org.jspecify.annotations.NullMarked;
