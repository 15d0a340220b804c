/**
 * Conditions that switch whole features off.
 */
@NullMarked
package dev.monitor.condition;

import org.jspecify.annotations.NullMarked;
