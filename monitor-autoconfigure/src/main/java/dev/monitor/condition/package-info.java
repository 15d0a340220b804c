/**
 * Conditions that switch whole features off, and where they can be asked.
 */
@NullMarked
package dev.monitor.condition;

import org.jspecify.annotations.NullMarked;
