/**
 * Commands about whether the application may receive traffic.
 */
@NullMarked
package dev.monitor.port.health;

import org.jspecify.annotations.NullMarked;
