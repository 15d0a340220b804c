/**
 * What is told about gates: the change log.
 */
@NullMarked
package dev.monitor.health;

import org.jspecify.annotations.NullMarked;
