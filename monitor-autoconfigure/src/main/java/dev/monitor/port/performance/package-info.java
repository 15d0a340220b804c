/**
 * Commands that print numbers of the application.
 */
@NullMarked
package dev.monitor.port.performance;

import org.jspecify.annotations.NullMarked;
