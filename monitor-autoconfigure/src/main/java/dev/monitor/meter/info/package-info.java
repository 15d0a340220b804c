/**
 * What runs here.
 */
@NullMarked
package dev.monitor.meter.info;

import org.jspecify.annotations.NullMarked;
