/**
 * Labels that every series has, those that none may have, and how long one may be.
 */
@NullMarked
package dev.monitor.meter.label;

import org.jspecify.annotations.NullMarked;
