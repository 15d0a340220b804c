/**
 * Something asked in the background on a slot of its own, with time-outs, thresholds and
 * ages. Dependencies and health indicators are both {@linkplain dev.monitor.check.Check
 * checks}. JDK only.
 */
@NullMarked
package dev.monitor.check;

import org.jspecify.annotations.NullMarked;
