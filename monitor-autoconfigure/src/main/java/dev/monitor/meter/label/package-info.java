/**
 * Labels that every series has, and those that none may have.
 */
@NullMarked
package dev.monitor.meter.label;

import org.jspecify.annotations.NullMarked;
